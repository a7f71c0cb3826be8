export { type Clock, systemClock } from './clock.ts';
export { type Encoding, encodings } from './compressed.ts';
export { IntegratingThread } from './integratingThread.ts';
export type { Logger } from './logger.ts';
export { isWorthOffering } from './rescues.ts';
export { type ClientEnd, createRooms, type EndedSession, type Rooms, type Submission } from './rooms.ts';
export { createSocketServer, roomUpgrades } from './socket.ts';
export type { Access, Grant, Hello, LateWork, Projection, RoomLimits, RoomPerson, RoomSocket, RoomsOptions } from './types.ts';
export type { RoomsWatch } from './watch.ts';
