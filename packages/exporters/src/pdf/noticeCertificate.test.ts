import { bjorkvik } from '@yrka/schema';
import { afterAll, expect, test } from 'vitest';
import { type NoticeCertificate, noticeCertificatePdf, stopPdf } from '../index.ts';
import { readPdf } from './readPdfForTests.ts';

afterAll(stopPdf);

const certificate: NoticeCertificate = {
  template: bjorkvik,
  body: 'Kommunstyrelsen',
  meetingDate: '2027-03-25',
  paragraphNumber: '§ 47',
  verifiedOn: '2027-03-27',
  notice: { announcedOn: '2027-03-29', appealUntil: '2027-04-19', takeDownFrom: '2027-04-20' },
  keptAt: 'Kommunkansliet, Torget 1',
  postedBy: 'Jonas Alm',
  createdAt: new Date('2027-03-29T08:00:00Z'),
};

test('a notice certificate says whose minutes are verified, where they can be read, and from when until when it stands', async () => {
  const { bytes, pages, report } = await noticeCertificatePdf(certificate);
  const pdf = await readPdf(bytes);
  expect([pages, report, pdf.title]).toEqual([1, [], 'Anslagsbevis Kommunstyrelsen § 47']);
  expect(pdf.structure).toBe(`P Björkviks kommun
P Kommunstyrelsen
H1 Anslagsbevis
P Protokollet är justerat. Det tillkännages genom det här anslaget.
P Organ
P Kommunstyrelsen
P Sammanträdesdag
P 2027-03-25
P Paragraf
P § 47
P Justerat
P 2027-03-27
P Anslaget sätts upp
P 2027-03-29
P Kan överklagas till och med
P 2027-04-19
P Anslaget tas ned tidigast
P 2027-04-20
P Protokollet finns hos
P Kommunkansliet, Torget 1
P Jonas Alm
P Anslaget uppsatt, underskrift
P Anslaget nedtaget
P Dag och underskrift`);
});

test('what is not known stands on no line, and the same input gives the same bytes', async () => {
  const bare = { ...certificate, body: null, meetingDate: null, paragraphNumber: null, verifiedOn: null, keptAt: ' ' };
  const [one, again] = await Promise.all([noticeCertificatePdf(bare), noticeCertificatePdf(bare)]);
  const { structure, title } = await readPdf(one.bytes);
  expect(title).toBe('Anslagsbevis');
  expect(structure).not.toMatch(/Organ|Sammanträdesdag|Paragraf|Justerat|finns hos/u);
  expect(Buffer.from(one.bytes).equals(Buffer.from(again.bytes))).toBe(true);
});
