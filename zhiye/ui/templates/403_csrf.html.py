BBBBBBB BBBBBBBBBBBBBBB
BBBB BBBB
 #

BBBBB BBBBB gettext(u'这一页放得太久了') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'这一页放得太久了') XXXXX
XXX gettext(u'为了安全，请退回上一页，刷新后再存一次。写的字可以先复制下来。') XXXX
BBBBBBBB
