/** A civil date in Europe/Stockholm, as in "2027-03-11": legal dates have no time zone. */
export type CivilDate = string;

/** What a municipality decides itself (its arbetsordning), as settings. */
export type MunicipalityRules = {
  /** Whether a motion may have attachments (some forbid it). */
  readonly attachmentsOnMotions: boolean;
  /** Which of a motion's three dates starts the year of kommunallagen 5:35. */
  readonly yearStartsAt: 'received' | 'moved' | 'announced';
  /** Whether a report is approved by somebody else before it is finalised. */
  readonly reportsAreApproved: boolean;
  /** Whether a substitute who serves may sign, or only supports. */
  readonly servingSubstitutesSign: boolean;
};

export type MunicipalityRow = {
  readonly name: string;
  readonly kind: 'municipality' | 'region';
  readonly templateId: string;
  readonly rules: MunicipalityRules;
  /** What this municipality's words and headings differ in from its template, as data: a partial MunicipalityTemplate as JSON. */
  readonly templateChanges: Readonly<Record<string, unknown>>;
  /** The hash of the picture in the file store; null for none. */
  readonly arms: string | null;
  readonly setUpAt: Date;
};

/** A municipality's template as it was when documents began from it. Never changed: its id is made from what it holds. */
export type TemplateRow = {
  readonly id: string;
  /** A MunicipalityTemplate as JSON. */
  readonly template: Readonly<Record<string, unknown>>;
};

export const bodyKinds = ['assembly', 'executiveBoard', 'committee', 'subcommittee'] as const;
export type BodyKind = (typeof bodyKinds)[number];

export type BodyRow = {
  readonly id: string;
  readonly name: string;
  /** As people say it: "KSAU". Unique. */
  readonly shortName: string;
  readonly kind: BodyKind;
  /** The board of a subcommittee; null for others. */
  readonly parentId: string | null;
  readonly isActive: boolean;
};

export type MeetingRow = {
  readonly id: string;
  readonly bodyId: string;
  readonly date: CivilDate;
  /** "09.00"; null when not said. */
  readonly time: string | null;
  /** Manusstopp: the last day that something can come to this meeting, with an hour ("12.00") where one is said. */
  readonly deadlineDate: CivilDate | null;
  readonly deadlineTime: string | null;
  /** When the kallelse goes out. */
  readonly noticeDate: CivilDate | null;
  readonly isCancelled: boolean;
};

export type PartyRow = { readonly code: string; readonly name: string; readonly isLocal: boolean; readonly isActive: boolean };

export type TermRow = { readonly id: string; readonly from: CivilDate; readonly to: CivilDate };

/** In the order in which those who sit in a body are listed. */
export const assignmentRoles = ['chair', 'viceChair', 'member', 'substitute'] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];

/** Somebody's seat in a body. */
export type AssignmentRow = {
  readonly id: string;
  readonly personId: string;
  readonly bodyId: string;
  readonly role: AssignmentRole;
  readonly from: CivilDate;
  /** null: until further notice. */
  readonly to: CivilDate | null;
};

export const presences = ['serving', 'present', 'absent'] as const;
/** `present` is a substitute who is there and does not serve. */
export type Presence = (typeof presences)[number];

/**
 * Somebody's part in one meeting, where it was recorded. Who sits in the body and is not recorded is
 * as their seat has it. What is another in one item alone stands in that item's document.
 */
export type AttendanceRow = {
  readonly meetingId: string;
  readonly personId: string;
  readonly presence: Presence;
  /** Of a substitute who serves: whose place it is; null where nobody's was named. */
  readonly inPlaceOf: string | null;
  /** The § as it is typed from which, and up to and with which, it is so; null: from the beginning, to the end. */
  readonly fromItem: string | null;
  readonly untilItem: string | null;
};

/** The municipality, its bodies, meetings, parties and seats. Every `put` inserts or replaces by id. */
export interface Organisation {
  /** null before the first set-up, and in the demonstration's stead. */
  municipality(): Promise<MunicipalityRow | null>;
  putMunicipality(municipality: MunicipalityRow): Promise<void>;
  /** Sets up once: false, and nothing changed, when there is a municipality already. */
  setUp(municipality: MunicipalityRow): Promise<boolean>;
  /** Null when there is none by that id. */
  template(id: string): Promise<TemplateRow | null>;
  /** Keeps the first by its id. */
  keepTemplate(template: TemplateRow): Promise<void>;
  /** Assembly first, then board, committees, subcommittees, by name. */
  bodies(): Promise<readonly BodyRow[]>;
  putBodies(bodies: readonly BodyRow[]): Promise<void>;
  /** By date, then body; `from` and `to` are both included. */
  meetings(range?: { readonly bodyId?: string; readonly from?: CivilDate; readonly to?: CivilDate }): Promise<readonly MeetingRow[]>;
  putMeetings(meetings: readonly MeetingRow[]): Promise<void>;
  /** With its attendance. */
  deleteMeeting(id: string): Promise<void>;
  /** Of one meeting, those who were recorded, in no order that means anything. */
  attendance(meetingId: string): Promise<readonly AttendanceRow[]>;
  /** Inserts or replaces by meeting and person; the others stay as they are. */
  putAttendance(rows: readonly AttendanceRow[]): Promise<void>;
  /** By code. */
  parties(): Promise<readonly PartyRow[]>;
  putParties(parties: readonly PartyRow[]): Promise<void>;
  /** Newest first. */
  terms(): Promise<readonly TermRow[]>;
  putTerms(terms: readonly TermRow[]): Promise<void>;
  /** Of one person, or of all; those in force on `on` when it is given. */
  assignments(filter?: { readonly personId?: string; readonly bodyId?: string; readonly on?: CivilDate }): Promise<readonly AssignmentRow[]>;
  putAssignments(assignments: readonly AssignmentRow[]): Promise<void>;
  deleteAssignment(id: string): Promise<void>;
}
