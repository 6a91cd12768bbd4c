BBBBBBB BBBBBBBBBBBBBBB
BBBB BBBB
 #

BBBBB BBBBB gettext(u'试的次数有点多') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'试的次数有点多') XXXXX
XXX gettext(u'先歇十五分钟再试。忘了密码，可以请管理员重设。') XXXX
BBBBBBBB
