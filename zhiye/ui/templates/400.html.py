BBBBBBB BBBBBBBBBBBBBBB
BBBB BBBB
 #

BBBBB BBBBB gettext(u'这一步没看懂') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'这一步没看懂') XXXXX
XXX gettext(u'链接可能不完整，或者内容太多。请退回上一页，再试一次。') XXXX
BBBBBBBB
