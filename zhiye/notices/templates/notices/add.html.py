BBBBBBB BBBBBBBBBBBBBB
BBBB BBBB BB
BBBBB BBBBBBB BBBBB gettext(u'加居民区的提醒') BBBB gettext(u'加我的提醒') BBBBBBBBBBBBB
BBBBB BBBBBBB
XXXX XXXXXXXXXXX XXXXXXX
  XXXXXXXX
    XX XXXXXXXXXXX XXXXXXXXXXXXX XXXXXXXXBBBB BBBBBBBB BBBBB gettext(u'居民区的提醒') BBBB gettext(u'我的提醒') BBBBBXXXX
    XXXXBB BBBBB gettext(u'加居民区的提醒') BBBB gettext(u'加我的提醒') BBBBBXXXXX
  XXXXXXXXX
  XXXXXXXXXXXXXXXXXX gettext(u'机器人的地址从哪里来') XXXXXXXXXX
    XXXX
      BB BBB BBBBBXXXX gettext(u'在企业微信里建一个只有自己的群：先拉两位同事进来，建好再请他们退出。') XXXXXBBBBB
      XXXX gettext(u'打开群设置，找到“群机器人”（有的叫“消息推送”），添加一个，名字就叫枝叶。') XXXXX
      XXXX gettext(u'添加好会显示一段地址，点复制。') XXXXX
      XXXX gettext(u'钉钉和飞书会问安全设置，选“自定义关键词”，写“枝叶”。') XXXXX
    XXXXX
  XXXXXXXXXX
  XXXXX XXXXXXXXXXXXX XXXXXXXXXXXXXX
    BBBBBBBBBB
    BBBBBBB BBBBBBBBBBBBBBB
    XX XXXXXXXXXXXXXX gettext(u'有这段地址的人就能往群里发消息，所以存的时候会锁起来，以后只显示最后四位。') XXXX
    XX XXXXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXXX gettext(u'存') XXXXXXXXXXXXX
  XXXXXXX
XXXXXX
BBBBBBBB
