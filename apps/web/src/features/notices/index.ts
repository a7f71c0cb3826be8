export { Bell } from './Bell.tsx';
export { NoticeSettingsPage } from './NoticeSettingsPage.tsx';
export { NoticesPage } from './NoticesPage.tsx';
