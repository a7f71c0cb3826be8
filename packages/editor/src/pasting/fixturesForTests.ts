/**
 * Clipboard pages as the programs write them, shortened: the mark-up is theirs (Word 16,
 * LibreOffice 24, Google Docs in 2025), the words are ours.
 */
const wordHead = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm; font-family:"Times New Roman",serif;} --></style></head>
<body lang=SV style='tab-interval:65.2pt;word-wrap:break-word'><!--StartFragment-->`;
const wordTail = '<!--EndFragment--></body></html>';

const point = (list: number, level: number, position: 'First' | 'Middle' | 'Last', mark: string, text: string) => `
<p class=MsoListParagraphCxSp${position} style='margin-left:36.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l${list} level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span style='font-family:"Calibri",sans-serif;color:#1F497D'>${text}<o:p></o:p></span></p>`;

export const word = `${wordHead}
<h1 style='text-indent:0cm'><span style='mso-fareast-font-family:"Times New Roman"'>Trygga cykelvägar<o:p></o:p></span></h1>
<p class=MsoHeading2 style='mso-outline-level:2'><b>Bakgrund<o:p></o:p></b></p>
<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-size:11.0pt;font-family:"Arial",sans-serif;color:red'>Varje morgon cyklar <b style='mso-bidi-font-weight:normal'>många
barn</b> till <i>skolan</i> längs väg<span style='mso-spacerun:yes'> </span>222.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
${point(0, 1, 'First', '·', 'Belysning saknas.')}${point(0, 2, 'Middle', 'o', 'Särskilt vid bron.')}${point(0, 1, 'Last', '·', 'Korsningen är farlig.')}
${point(1, 1, 'First', '1.', 'Först detta.')}${point(1, 1, 'Last', '2.', 'Sedan detta.')}
${wordTail}`;

export const wordTable = `${wordHead}
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<thead><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=302 valign=top style='width:226.55pt;border:solid windowtext 1.0pt'><p class=MsoNormal><b>Post<o:p></o:p></b></p></td><td width=302><p class=MsoNormal>2026<o:p></o:p></p></td></tr></thead>
<tr style='mso-yfti-irow:1'><td><p class=MsoNormal>Cykelväg<o:p></o:p></p><p class=MsoNormal>vid skolan<o:p></o:p></p></td><td><p class=MsoNormal align=right>480 000<o:p></o:p></p></td></tr>
<tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td><p class=MsoNormal>Drift<o:p></o:p></p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>
</table>${wordTail}`.replace('<b>Post<o:p></o:p></b>', 'Post');

export const wordFootnotes = `${wordHead}
<p class=MsoNormal>Enligt statistiken<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a> har olyckorna ökat.<o:p></o:p></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Trafikanalys 2025.<o:p></o:p></p></div>
</div>${wordTail}`;

export const wordTracked = `${wordHead}
<p class=MsoNormal>Kommunen ska bygga <del cite="mailto:Anna" datetime="2026-01-12T09:14"><span>gamla </span></del><ins cite="mailto:Anna" datetime="2026-01-12T09:14">nya </ins>vägar.<a style='mso-comment-reference:AL_1;mso-comment-date:20260112T0914'></a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1" href="#_msocom_1" language=JavaScript name="_msoanchor_1">[AL1]</a><span style='mso-special-character:comment'>&nbsp;</span></span></span><o:p></o:p></p>
<div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%"><div style='mso-element:comment'><div id="_com_1" class=msocomtxt language=JavaScript><span style='mso-comment-author:"Anna Lind"'></span><p class=MsoCommentText>Vilka vägar?<o:p></o:p></p></div></div></div>${wordTail}`;

export const gdocs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d-7fff"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial;font-weight:400;">Bakgrund</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Text med </span><span style="font-size:11pt;font-weight:700;">fet</span><span style="font-weight:400;"> och </span><a href="https://www.skr.se" style="text-decoration:none;"><span style="color:#1155cc;font-weight:400;text-decoration:underline;">länk</span></a><span style="font-weight:400;">.</span></p><ul style="margin-top:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">Ett</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Ett ett</span></p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Två</span></p></li></ul><p dir="ltr"><span>Efter</span></p></b><br class="Apple-interchange-newline">`;

export const libreOffice = `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head>
<body lang="sv-SE" link="#000080" vlink="#800000" dir="ltr"><h1 class="western">Rubrik</h1>
<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif"><font size="3">Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> fortsätter.</font></font></p>
<ol><li><p style="margin-bottom: 0cm">Första</p></li><li><p style="margin-bottom: 0cm">Andra</p></li></ol>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Noten.</p></div></body></html>`;
