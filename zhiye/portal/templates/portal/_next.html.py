BBBB BBBB #

BB BBBBBBBBBXXX gettext(u'%(day)s下班前，有人看。') SSSSSSSSSSSSSSSXXXXBBBBB
XXXBB BBBBBBBBBBB gettext(u'%(day)s以前，给您回音。') SSSSSSSSSSSSSSSBB BBBBBB gettext(u'会打您留的电话。') BBBB gettext(u'扫码输回执号，就看得到。') BBBBBBBBB gettext(u'扫码输回执号，随时能看办到哪了。') BBBBBXXXX
