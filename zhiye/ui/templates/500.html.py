BBBBBBB BBBBBBBBBBBBBBB
BBBB BBBB
 #

BBBBB BBBBB gettext(u'我们这边出了点问题') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'我们这边出了点问题') XXXXX
XXX gettext(u'刚才那一步没有存下。请退回上一页再存一次；还是不行，先记在纸上，再告诉管理员。') XXXX
BBBBBBBB
