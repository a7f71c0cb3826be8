export { MeetingsPage } from './MeetingsPage.tsx';
export { MunicipalityPage } from './MunicipalityPage.tsx';
export { PartiesPage } from './PartiesPage.tsx';
export { ReadMeetingsPage, ReadRegisterPage } from './ReadTablePage.tsx';
export { RegisterPage } from './RegisterPage.tsx';
export { TemplatePage } from './TemplatePage.tsx';
