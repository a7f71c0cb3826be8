export { type Clock, systemClock } from './clock.ts';
export { type Encoding, encodings } from './compressed.ts';
export { IntegratingThread } from './integratingThread.ts';
export type { Logger } from './logger.ts';
export { isWorthOffering } from './rescues.ts';
export { type ClientEnd, createRooms, type EndedSession, type Rooms } from './rooms.ts';
export { createSocketServer, roomUpgrades } from './socket.ts';
export type { Submission } from './submissions.ts';
export {
  type Access,
  defaultLimits,
  type Grant,
  type Hello,
  type LateWork,
  type Projection,
  type RoomLimits,
  type RoomPerson,
  type RoomSocket,
  type RoomsOptions,
} from './types.ts';
export type { RoomsWatch } from './watch.ts';
