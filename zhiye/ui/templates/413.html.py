BBBBBBB BBBBBBBBBBBBBBB
BBBB BBBB
 #

BBBBB BBBBB gettext(u'文件太大了') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'文件太大了') XXXXX
XXXBB BBBBB gettext(u'一次最多收 %(size)s。') SSSSS SSSSSSSSSBBBBB gettext(u'可以把表拆成两份，或者删掉里面的照片再传。') XXXX
BBBBBBBB
