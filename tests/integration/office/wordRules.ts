import { type XmlElement, XmlDocument } from 'libxml2-wasm';

/** The order of the children of an element, by ECMA-376 part 1 (transitional), read 2026-11-26. Word offers to repair a file that has another. */
const orders: Readonly<Record<string, string>> = {
  pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
  rPr: 'ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange',
  tblPr:
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange',
  tblBorders: 'top left start bottom right end insideH insideV',
  tcPr: 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange',
  sectPr:
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange',
  lvl: 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr',
  style:
    'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr',
  abstractNum: 'nsid multiLevelType tmpl name styleLink numStyleLink lvl',
  numbering: 'numPicBullet abstractNum num numIdMacAtCleanup',
  tbl: 'bookmarkStart bookmarkEnd tblPr tblGrid tr',
  tr: 'tblPrEx trPr tc',
};
const placesOf = new Map(Object.entries(orders).map(([name, order]) => [name, new Map(order.split(' ').map((child, index) => [child, index]))]));

/**
 * What is wrong with a Word file by the rules that make Word offer to repair it, a line each: the order of properties, numbers that must be
 * each one's own, and references to what there is not. `parts` are its parts by their paths; pictures may hold anything.
 */
export function wordFaults(parts: Readonly<Record<string, string>>): readonly string[] {
  const faults: string[] = [];
  const roots = new Map<string, XmlElement>();
  const documents: XmlDocument[] = [];
  try {
    for (const [path, xml] of Object.entries(parts)) {
      if (!/\.(?:xml|rels)$/u.test(path)) continue;
      const document = XmlDocument.fromString(xml);
      documents.push(document);
      roots.set(path, document.root);
    }
    for (const [path, root] of roots) if (path.startsWith('word/')) for (const fault of orderFaults(root)) faults.push(`${path}: ${fault}`);
    faults.push(...packageFaults(roots, new Set(Object.keys(parts))), ...numberFaults(roots));
    return faults;
  } finally {
    for (const document of documents) document.dispose();
  }
}

const word = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
};
const all = (root: XmlElement | undefined, path: string): readonly XmlElement[] => (root?.find(path, word) ?? []) as XmlElement[]; // the paths name elements alone
const valueOf = (element: XmlElement, name: string) => element.attrs.find((one) => one.name === name)?.value ?? '';

function childrenOf(element: XmlElement): readonly XmlElement[] {
  return element.find('*') as XmlElement[]; // an asterisk finds elements alone
}

function orderFaults(element: XmlElement): readonly string[] {
  const children = childrenOf(element);
  const places = placesOf.get(element.name);
  const faults: string[] = [];
  let [last, reached] = ['', -1];
  for (const child of children) {
    faults.push(...orderFaults(child));
    if (places === undefined || child.prefix !== 'w') continue;
    const place = places.get(child.name);
    if (place === undefined) faults.push(`${child.name} is no child of ${element.name}`);
    else if (place < reached) faults.push(`${child.name} stands behind ${last} in ${element.name}`);
    else [last, reached] = [child.name, place];
  }
  if (element.name === 'tc' && children.at(-1)?.name !== 'p') faults.push('a cell does not end in a paragraph');
  // It would be a style with another name beside its own.
  if (element.name === 'style')
    for (const { attrs } of children.filter(({ name }) => name === 'name'))
      for (const { value } of attrs) if (value.includes(',')) faults.push(`the style “${value}” has a comma in its name`);
  if (element.name === 'body' && children.at(-2)?.name === 'tbl') faults.push('the text ends in a table');
  return faults;
}

/** Relations that lead to a part, and parts whose type is known. */
function packageFaults(roots: ReadonlyMap<string, XmlElement>, paths: ReadonlySet<string>): readonly string[] {
  const faults: string[] = [];
  const types = roots.get('[Content_Types].xml');
  const listed = types === undefined ? [] : childrenOf(types);
  const endings = new Set(listed.filter(({ name }) => name === 'Default').map((one) => valueOf(one, 'Extension').toLowerCase()));
  const overridden = listed.filter(({ name }) => name === 'Override').map((one) => valueOf(one, 'PartName').slice(1));
  for (const path of overridden) if (!paths.has(path)) faults.push(`[Content_Types].xml: there is no ${path}`);
  for (const path of repeated(overridden)) faults.push(`[Content_Types].xml: ${path} is listed twice`);
  for (const path of paths)
    if (path !== '[Content_Types].xml' && !overridden.includes(path) && !endings.has(path.split('.').at(-1)?.toLowerCase() ?? ''))
      faults.push(`[Content_Types].xml: nothing says what ${path} is`);
  for (const [path, root] of roots) {
    if (!path.endsWith('.rels')) continue;
    const folder = path.replace(/_rels\/[^/]*$/u, '');
    const relations = childrenOf(root);
    const ids = relations.map((one) => valueOf(one, 'Id'));
    for (const id of repeated(ids)) faults.push(`${path}: ${id} is there twice`);
    for (const one of relations) {
      if (valueOf(one, 'TargetMode') === 'External') continue;
      const target = new URL(valueOf(one, 'Target'), `file:///${folder}`).pathname.slice(1);
      if (!paths.has(decodeURIComponent(target))) faults.push(`${path}: there is no ${target}`);
    }
    const owner = path.replace('_rels/', '').replace(/\.rels$/u, '');
    for (const id of relationsUsed(roots.get(owner))) if (!ids.includes(id)) faults.push(`${owner}: nothing is related by ${id}`);
  }
  return faults;
}

function relationsUsed(root: XmlElement | undefined): readonly string[] {
  return (root?.find('//@r:*', { r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships' }) ?? []).map(({ content }) => content);
}

/** Numbers and names: of bookmarks, changes, comments, notes, lists, styles and pictures. */
function numberFaults(roots: ReadonlyMap<string, XmlElement>): readonly string[] {
  const faults: string[] = [];
  const body = roots.get('word/document.xml');
  const ids = (path: string, root = body) => all(root, path).map((one) => valueOf(one, 'id'));
  const own = (what: string, values: readonly string[]) => faults.push(...repeated(values).map((value) => `${what} ${value} is there twice`));
  const known = (what: string, used: readonly string[], there: readonly string[]) =>
    faults.push(...used.filter((value) => !there.includes(value)).map((value) => `there is no ${what} ${value}`));
  own('bookmark', ids('//w:bookmarkStart'));
  own(
    'bookmark named',
    all(body, '//w:bookmarkStart').map((one) => valueOf(one, 'name').toLowerCase()),
  );
  own('the end of bookmark', ids('//w:bookmarkEnd'));
  known('end of bookmark', ids('//w:bookmarkStart'), ids('//w:bookmarkEnd'));
  known('bookmark', ids('//w:bookmarkEnd'), ids('//w:bookmarkStart'));
  for (const one of all(body, '//w:bookmarkStart'))
    if (valueOf(one, 'name').length > 40) faults.push(`the bookmark ${valueOf(one, 'name')} has too long a name`);
  const changes = '//w:ins | //w:del | //w:moveFrom | //w:moveTo | //w:rPrChange | //w:pPrChange';
  own('change', ids(changes));
  for (const one of all(body, changes)) {
    if (valueOf(one, 'author') === '') faults.push(`change ${valueOf(one, 'id')} is nobody's`);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(valueOf(one, 'date'))) faults.push(`change ${valueOf(one, 'id')} has the date "${valueOf(one, 'date')}"`);
  }
  const comments = ids('//w:comment', roots.get('word/comments.xml'));
  own('comment', comments);
  for (const place of ['Start', 'End']) known('comment', ids(`//w:commentRange${place}`), comments);
  known('comment', ids('//w:commentReference'), comments);
  known('place of comment', comments, ids('//w:commentReference'));
  const notes = ids('//w:footnote', roots.get('word/footnotes.xml'));
  own('footnote', notes);
  known('footnote', ids('//w:footnoteReference'), notes);
  const lists = all(roots.get('word/numbering.xml'), '//w:num').map((one) => valueOf(one, 'numId'));
  own('list', lists);
  known(
    'list',
    all(body, '//w:numPr/w:numId').map((one) => valueOf(one, 'val')),
    lists,
  );
  known(
    'form of list',
    all(roots.get('word/numbering.xml'), '//w:num/w:abstractNumId').map((one) => valueOf(one, 'val')),
    all(roots.get('word/numbering.xml'), '//w:abstractNum').map((one) => valueOf(one, 'abstractNumId')),
  );
  const styles = all(roots.get('word/styles.xml'), '//w:style').map((one) => valueOf(one, 'styleId'));
  own('style', styles);
  for (const [path, root] of roots)
    if (path.startsWith('word/'))
      known(
        'style',
        all(root, '//w:pStyle | //w:rStyle | //w:tblStyle | //w:basedOn | //w:next | //w:link').map((one) => valueOf(one, 'val')),
        // Word has these whether a file names them or not.
        [...styles, 'Normal', 'DefaultParagraphFont'],
      );
  own(
    'picture',
    all(body, '//wp:docPr').map((one) => valueOf(one, 'id')),
  );
  return faults;
}

const repeated = (values: readonly string[]) => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
