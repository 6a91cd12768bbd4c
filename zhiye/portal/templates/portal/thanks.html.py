BBBBBBB BBBBBBBBBBBBBBBBBB
BBBB BBBB BB
BBBBB BBBBB gettext(u'记下了') BBBBBBBB
BBBBB BBBBBBB
XXXX gettext(u'记下了') XXXXX
XXXBB BBBBBB BB BBBB gettext(u'这件事重新打开了，还是原来的回执号。接着办。') BBBB BBBBBB BB BBBBBBBB gettext(u'知道了，还差的我们接着看。') BBBB gettext(u'办好了就好。') BBBBBXXXX
BBBBBBBB
