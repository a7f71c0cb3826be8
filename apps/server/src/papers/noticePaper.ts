import { noticeCertificatePdf, type Pdf } from '@yrka/exporters';
import { readDate } from '@yrka/formal-text';
import type { DocumentRow } from '@yrka/storage';
import { itemFacts } from '../documents/itemFacts.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { meetingOfItem } from '../meetings/attendance.ts';
import { readArms } from '../organisation/armsPicture.ts';
import { civilMoment } from '../organisation/civil.ts';
import { templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import type { Kept } from './paper.ts';

/**
 * The certificate of an item that was announced.
 *
 * @throws Refusal `notFound` for one that was not, and for any other document
 */
export async function noticePaper({ storage: { rows }, files }: Kept, row: DocumentRow, signal: AbortSignal): Promise<Pdf> {
  const [notice, lock, verifications, { meeting }] = await Promise.all([
    rows.minutes.publicNotice(row.id),
    rows.way.lock(row.id),
    rows.minutes.verifications(row.id),
    meetingOfItem(rows, row),
  ]);
  if (notice === null || lock === null) throw new Refusal('notFound');
  const { body, paragraphNumber, date } = itemFacts(lockedContent(lock));
  const verifiedAt = verifications.find(({ lockId }) => lockId === lock.id)?.verifiedAt ?? null;
  const [template, poster] = await Promise.all([templateOf(rows, row.templateId), rows.person(notice.by)]);
  return noticeCertificatePdf({
    template,
    arms: await readArms(files, template.arms),
    body,
    // What was verified says its day; where the matter is planned for may be another meeting.
    meetingDate: date === null ? (meeting?.meeting.date ?? null) : (readDate(date) ?? date),
    paragraphNumber,
    verifiedOn: verifiedAt === null ? null : civilMoment(verifiedAt).date,
    notice,
    keptAt: notice.keptAt,
    // It hangs on a board that everybody reads; the line is signed all the same.
    postedBy: poster === null || poster.isProtected ? '' : poster.name,
    createdAt: notice.at,
    signal,
  });
}
