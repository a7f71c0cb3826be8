import type { ProblemCode } from './api.ts';

/** What the server says when it will not do what was asked. The code is for the web app's wording, the message for the log. */
export class Refusal extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(problems[code].title, options);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** Each reason's HTTP status, and what it is called in English. */
export const problems: {
  readonly [C in ProblemCode]: { readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503 | 507; readonly title: string };
} = {
  notSignedIn: { status: 401, title: 'Nobody is signed in' },
  noRight: { status: 403, title: 'The person has no right to do this' },
  // Also for what one may not know of: a draft's existence is part of the draft.
  notFound: { status: 404, title: 'There is no such thing here' },
  badRequest: { status: 400, title: 'The request does not have the form that the route takes' },
  foreignOrigin: { status: 403, title: 'The request comes from another site' },
  demonstrationOnly: { status: 403, title: 'Only the demonstration, on this machine, lets one choose who to be' },
  // The same for an address that nobody has: who tries is not told which it was.
  wrongPassword: { status: 401, title: 'The address or the password is not right' },
  weakPassword: { status: 422, title: 'The password is too short, too long, or one character over and over' },
  linkSpent: { status: 401, title: 'The link has been used, is too old, or never was' },
  mailIsOff: { status: 409, title: 'The server sends no mail' },
  wrongCode: { status: 401, title: 'The code of the second factor is not right' },
  secondFactorOver: { status: 401, title: 'The sign-in that waited for a second factor is over' },
  secondFactorIsOn: { status: 409, title: 'There is a second factor already' },
  secondFactorIsOff: { status: 409, title: 'There is no second factor' },
  unknownPasskey: { status: 401, title: 'The passkey is none of an account here, or was not asked for' },
  passkeyNotMade: { status: 422, title: 'The passkey could not be made' },
  notInRegister: { status: 403, title: 'The person is not in the register' },
  directoryAway: { status: 503, title: 'The directory does not answer' },
  tooManyAttempts: { status: 429, title: 'Too many attempts; they may go on in a quarter of an hour' },
  signInAgain: { status: 403, title: 'The sign-in is too old for this' },
  wrongSetUpCode: { status: 403, title: 'The code is not the one that the server printed' },
  alreadySetUp: { status: 409, title: 'Somebody is in the register already' },
  bodyTooLarge: { status: 413, title: 'The body is larger than the limit' },
  mayBecomePublic: { status: 409, title: 'Giving access to somebody who works for the municipality may make the draft a public record' },
  mayNotReview: { status: 403, title: 'This person may not be asked to review the document' },
  invitationUnknown: { status: 404, title: 'No invitation has this link' },
  invitationEnded: { status: 410, title: 'The invitation has been taken back, or there is nothing to be invited to any more' },
  invitationExpired: { status: 410, title: 'The link was not used in time' },
  codeWrong: { status: 403, title: 'The code is not right' },
  codeExpired: { status: 410, title: 'There is no code, or its time is over' },
  codeSpent: { status: 429, title: 'The code was wrong too often; another is needed' },
  codesSpent: { status: 429, title: 'No more codes are mailed today' },
  emptyFile: { status: 422, title: 'The file has no text' },
  unreadableText: { status: 415, title: 'The file is not text in UTF-8, UTF-16 or Windows-1252' },
  fileIsPicture: { status: 415, title: 'The file is a picture, and has no text to read' },
  unknownFormat: { status: 415, title: 'The file is of a format that is not read' },
  fileDamaged: { status: 422, title: 'The file is damaged' },
  fileEncrypted: { status: 422, title: 'The file opens only with a password' },
  scanWithoutText: { status: 422, title: 'The pages are pictures, without text' },
  readingTooHeavy: { status: 422, title: 'The file took too long, or too much memory, to read' },
  readersBusy: { status: 503, title: 'Too much waits to be read' },
  documentTooHeavy: { status: 422, title: 'The document took too long, or too much memory, to read' },
  papersBusy: { status: 503, title: 'Too many files wait to be made, or the thread that makes them was stopped' },
  paperNotMade: { status: 500, title: 'The document could not be made into a file' },
  papersNotInstalled: { status: 500, title: 'A font, or what sets pages, is not installed' },
  notUnderstood: { status: 422, title: 'Nothing in the text is known from a motion, a report or minutes' },
  conflict: { status: 409, title: 'Somebody else was first, or it has been done' },
  textHasChanged: { status: 409, title: 'The text is another than the one that was seen' },
  emptyText: { status: 422, title: 'The motion has neither a title nor a clause' },
  emptyItem: { status: 422, title: 'The item of the minutes has no words' },
  emptyStatement: { status: 422, title: 'The statement says nothing, or names nobody' },
  noSender: { status: 422, title: 'Nobody who may move a motion has signed it' },
  fileTooLarge: { status: 413, title: 'The file is larger than the limit' },
  fileNotAllowed: { status: 415, title: 'The file is, by its content, of no kind that may be attached' },
  scanNotPdf: { status: 415, title: 'The scan is, by its content, no PDF' },
  pictureTooLarge: { status: 413, title: 'The picture is larger than the limit' },
  pictureNotAllowed: { status: 415, title: 'The file is, by its content, no PNG or JPEG' },
  pictureBroken: { status: 422, title: 'The picture is damaged, or of a kind that cannot be printed' },
  pictureDimensions: { status: 422, title: 'The picture has too few or too many pixels, or is too long' },
  tooManyFiles: { status: 409, title: 'The document has as many attachments as it may have' },
  tooManyComments: { status: 409, title: 'The document has as many comments as it may have' },
  notAReader: { status: 422, title: 'The person does not read the comment' },
  attachmentsForbidden: { status: 403, title: 'The municipality lets no motion have attachments' },
  diarienummerInUse: { status: 409, title: 'Another matter has the number' },
  noSuchBody: { status: 422, title: 'There is no such body, or it cannot be asked' },
  noSuchMeeting: { status: 422, title: 'The body has no such meeting, or it is cancelled' },
  notOfAssembly: { status: 422, title: 'Only the assembly does this' },
  outcomeOfAssembly: { status: 422, title: 'The body cannot come to this: only the assembly answers a motion' },
  notYet: { status: 422, title: 'The day has not come' },
  dateHasPassed: { status: 422, title: 'The day has passed' },
  referredAlready: { status: 409, title: 'The body has been asked and has not answered' },
  moversDisagree: { status: 422, title: 'All who moved the motion must agree to take it back' },
  documentFull: { status: 413, title: 'The document is as large as one may be' },
  malformedUpdate: { status: 422, title: 'The update is not one that the document can take' },
  alreadyThere: { status: 409, title: 'There is one already by that name, time or address' },
  inUse: { status: 409, title: 'A matter is planned for it, or was treated there' },
  lastAdministrator: { status: 409, title: 'Nobody would be left to administer' },
  bothSides: { status: 409, title: 'Whoever works for the municipality holds no seat' },
  olderSchema: { status: 409, title: 'The page writes an older form of the documents than the server; it must be loaded anew' },
  storageFull: { status: 507, title: 'There is no room to store it; what was stored before is safe' },
  storageFailed: { status: 500, title: 'It could not be stored or read' },
  notStoring: { status: 503, title: 'Nothing that people write can be stored at the moment' },
  stopping: { status: 503, title: 'The server is stopping' },
  unexpected: { status: 500, title: 'Something went wrong in the server' },
};
