import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import {
  bjorkvik,
  decisionLevels,
  type FieldName,
  fieldNames,
  footerNames,
  headFieldsOf,
  isReadableOnWhite,
  type MunicipalityTemplate,
  type PartTemplate,
  partsOf,
  pdfStandards,
  plainLook,
  type SectionPart,
  sectionParts,
  templateById,
} from '@yrka/schema';
import type { MunicipalityRow, Rows, TemplateRow } from '@yrka/storage';

const words = (most: number) => z.string().trim().max(most);

/** The parts of a kind of document in order: some of those that it can have, each once, with the one that it cannot be without. */
const parts = (possible: readonly SectionPart[], needed: SectionPart) =>
  z
    .array(z.object({ part: z.enum(sectionParts), heading: words(100) }))
    .max(sectionParts.length)
    .refine((list) => list.every(({ part }) => possible.includes(part)), 'a part that the kind of document does not have')
    .refine((list) => new Set(list.map(({ part }) => part)).size === list.length, 'a part twice')
    .refine((list) => list.some(({ part, heading }) => part === needed && heading !== ''), `no ${needed}`);

/** The fields of a head in order. */
function head(possible: readonly FieldName[], needed: FieldName | null) {
  return z
    .array(z.enum(fieldNames))
    .refine((list) => list.every((name) => possible.includes(name)), 'a field that this head does not have')
    .refine((list) => new Set(list).size === list.length, 'a field twice')
    .refine((list) => needed === null || list.includes(needed), `no ${needed}`);
}

const label = words(60).min(1);

/** What a municipality may say otherwise than the template that it begins from. */
export const templateWordsSchema = z.object({
  documentLabels: z.object({ motion: label, officerReport: label, minutesItem: label, writtenStatement: label }),
  addressee: words(200),
  place: words(60),
  clausesBeginWithAtt: z.boolean(),
  decisionsBeginWithAtt: z.boolean(),
  leadIn: words(300),
  reportHead: z.array(z.enum(fieldNames)).max(fieldNames.length),
  minutesHead: z.array(z.enum(fieldNames)).max(fieldNames.length),
  minutesLevel: z.enum(decisionLevels),
  reportParts: parts(partsOf.officerReport, 'proposedDecision'),
  minutesParts: parts(partsOf.minutesItem, 'decision'),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .refine(isReadableOnWhite, 'a colour that cannot be read on white')
    .nullable(),
  headRule: z.boolean(),
  footer: z
    .array(z.object({ name: z.enum(footerNames), text: words(120).min(1) }))
    .max(footerNames.length)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'a line of the foot twice'),
  lineNumbers: z.boolean(),
  pdfStandard: z.enum(pdfStandards),
});

/** What can be said from now on: heads of fields that stand in them, each once, and a § with its number. Templates from before are read as they are. */
export const newTemplateWordsSchema = templateWordsSchema.extend({
  reportHead: head(headFieldsOf.officerReport, null),
  minutesHead: head(headFieldsOf.minutesItem, 'paragraphNumber'),
});

/** What was kept before a municipality could name them has no word for written statements. */
const keptWordsSchema = templateWordsSchema.extend({
  documentLabels: templateWordsSchema.shape.documentLabels.extend({ writtenStatement: label.default(bjorkvik.documentLabels.writtenStatement) }),
});

export type TemplateWords = z.infer<typeof templateWordsSchema>;

/** A whole template, as it is kept: what documents that began from it are shown by. */
const templateSchema: z.ZodType<MunicipalityTemplate> = keptWordsSchema.extend({
  // Those that were kept before a municipality could say how its paper looks have paper that looked as it did.
  accent: templateWordsSchema.shape.accent.default(plainLook.accent),
  headRule: templateWordsSchema.shape.headRule.default(plainLook.headRule),
  footer: templateWordsSchema.shape.footer.default([...plainLook.footer]),
  lineNumbers: templateWordsSchema.shape.lineNumbers.default(plainLook.lineNumbers),
  pdfStandard: templateWordsSchema.shape.pdfStandard.default(plainLook.pdfStandard),
  id: z.string(),
  version: z.number(),
  municipality: z.string(),
  // Those that were kept before there were any have none.
  arms: z.string().nullable().default(null),
});

const wordNames = Object.keys(templateWordsSchema.shape) as readonly (keyof TemplateWords)[];

/**
 * The template by which this municipality's new documents begin: Björkvik's before it is set up. One
 * that differs from what the program brings is kept under an id made from what it holds (ADR 9), so
 * that a document is for ever shown by the template it began from.
 */
export async function municipalityTemplate(rows: Pick<Rows, 'organisation'>): Promise<MunicipalityTemplate> {
  const municipality = await rows.organisation.municipality();
  const template = municipality === null ? bjorkvik : templateFor(municipality);
  const isKept = templateById(template.id) !== null || (await rows.organisation.template(template.id)) !== null;
  if (!isKept) await rows.organisation.keepTemplate({ id: template.id, template });
  return template;
}

/** The template that a document began from. For an id that nobody knows the municipality's of today, under its own id: it must be shown by some. */
export async function templateOf(rows: Pick<Rows, 'organisation'>, id: string): Promise<MunicipalityTemplate> {
  const known = templateById(id);
  if (known !== null) return known;
  const kept = await rows.organisation.template(id);
  return kept === null ? municipalityTemplate(rows) : templateSchema.parse(kept.template);
}

/** What a municipality's words come to: the base it begins from, adapted to its name and kind, its own changes, and its arms. */
export function templateFor(municipality: Pick<MunicipalityRow, 'name' | 'kind' | 'templateId' | 'templateChanges' | 'arms'>): MunicipalityTemplate {
  const adapted = adaptedBase(municipality);
  const changes = keptWordsSchema.partial().parse(municipality.templateChanges);
  const template: MunicipalityTemplate = { ...adapted, ...changes, arms: municipality.arms };
  const base = baseOf(municipality);
  if (sameWords(template, base) && template.arms === base.arms) return base;
  return { ...template, id: idFrom(template, base), version: 1 };
}

/** What a template is called that holds this. */
function idFrom({ id: _id, version: _version, arms, documentLabels, ...all }: MunicipalityTemplate, base: MunicipalityTemplate): string {
  // No arms, the usual word for written statements and paper that looks plain are nothing to name it by: templates had their ids before there were any.
  const words = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => !(name in plainLook && same(value, plainLook[name as keyof typeof plainLook]))),
  );
  const { writtenStatement, ...labels } = documentLabels;
  const named = { ...words, documentLabels: writtenStatement === base.documentLabels.writtenStatement ? labels : documentLabels };
  const content = arms === null ? named : { ...named, arms };
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
  return `${base.id}-${hash.slice(0, 16)}`;
}

/**
 * A template that comes from elsewhere: null unless it is what its id says. Under another's id it would be what that one's
 * documents are shown by, for ever.
 */
export function templateFromElsewhere({ id, template }: TemplateRow): TemplateRow | null {
  const read = templateSchema.safeParse(template);
  const base = templateById(id.replace(/-[0-9a-f]{16}$/u, ''));
  const isItself = read.success && base !== null && base.id !== id && read.data.id === id && idFrom(read.data, base) === id;
  return isItself ? { id, template: read.data } : null;
}

/** Of all the words, those that differ from what the municipality would have without saying anything. */
export function changesFrom(municipality: Pick<MunicipalityRow, 'name' | 'kind' | 'templateId'>, wanted: TemplateWords): Partial<TemplateWords> {
  const adapted = adaptedBase(municipality);
  return Object.fromEntries(wordNames.filter((name) => !same(wanted[name], adapted[name])).map((name) => [name, wanted[name]]));
}

/** What the municipality would have without saying anything. */
export const baseWords = (municipality: Pick<MunicipalityRow, 'name' | 'kind' | 'templateId'>) => wordsOf(adaptedBase(municipality));

export function wordsOf(template: MunicipalityTemplate): TemplateWords {
  return templateWordsSchema.parse(template);
}

function adaptedBase({ name, kind, templateId }: Pick<MunicipalityRow, 'name' | 'kind' | 'templateId'>): MunicipalityTemplate {
  const base = baseOf({ templateId });
  if (name === base.municipality && kind === 'municipality') return base;
  const own = kind === 'region' ? forRegion : (text: string) => text;
  const headed = (list: readonly PartTemplate[]) => list.map(({ part, heading }) => ({ part, heading: own(heading) }));
  return {
    ...base,
    municipality: name,
    addressee: own(`Till kommunfullmäktige i ${name}`),
    // "Borås kommun", "Björkviks kommun": whose s it is nobody can tell from the name.
    place: '',
    leadIn: own(base.leadIn),
    reportParts: headed(base.reportParts),
    minutesParts: headed(base.minutesParts),
  };
}

const baseOf = ({ templateId }: Pick<MunicipalityRow, 'templateId'>) => templateById(templateId) ?? bjorkvik;

/** "Kommunstyrelsens förslag till kommunfullmäktige" → "Regionstyrelsens förslag till regionfullmäktige" */
const forRegion = (text: string) => text.replace(/kommun(?=fullmäktige|styrelse)/gi, (word) => (word.startsWith('K') ? 'Region' : 'region'));

const sameWords = (one: MunicipalityTemplate, other: MunicipalityTemplate) =>
  one.municipality === other.municipality && wordNames.every((name) => same(one[name], other[name]));
const same = (one: unknown, other: unknown) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** The same value with its keys in order, so that equal values are equal as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
