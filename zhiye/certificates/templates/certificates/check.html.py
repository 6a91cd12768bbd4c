BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB
BBBB BBBB BB
BBBBB BBBBBBB BBBBB gettext(u'这份证明有效') BBBB gettext(u'这份证明现在不能用') BBBBBBBBBBBBB
BBBBB BBBBBBB
XXXX XXXXXXXXXXXXXX
  XXXXBB BBBBB gettext(u'这份证明还没盖章') BBBB BBBB gettext(u'这份证明已经作废') BBBB BBBBB gettext(u'这份证明有效') BBBB gettext(u'这份证明过期了') BBBBBXXXXX
  XXX XXXX
  XXXXFFFFBB BBBBBBBBBBBBBBBX gettext(u'有效到 %(day)s') SSS SSSSSSSBBBBBXXXX
  XXX gettext(u'校验码')  XXXX
  XX XXXXXXXXXXXXXX gettext(u'这里只能看真假，看不到是给谁的。纸上写的和这里不一样，请打电话给居委会。') XXXX
XXXXXX
BBBBBBBB
