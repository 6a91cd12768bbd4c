BBBBBBB BBBBBBBBBBBBBB
BBBB BBBB BB
BBBBB BBBBB gettext(u'导出名单')  X BBBBBBBB
BBBBB BBBBBBB
XXXX XXXXXXXXXXX XXXXXXX
  XX XXXXXXXXXXXX XXXXXXXXBBBB BBBBBBXXXX
  XXXXXXXX
    XXXXBB BBBB gettext(u'导出这 %(n)s 行') SSS SSSSS SBBBB gettext(u'导出数和名单') BBBBBXXXXX
    XXX X  X XXXX
    BB BBB BBBBXXX gettext(u'第一页是各个数，后面一个数一页名单。在册的（人、房、类别）不带，要的话打开那个数单独导出。') XXXXBBBBB
    XXX gettext(u'导出的是 Excel，可能有称呼和门牌。您不能打开的几条只有日期。谁导出、什么时候、做什么用，会写在表的末尾，也会记下来。') XXXX
  XXXXXXXXX
   gettext(u'导出') BBBBBBB BBBBBBBBBBBBBBBBBBBB
XXXXXX
BBBBBBBB
