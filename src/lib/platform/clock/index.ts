/** Local date and time in a place's zone to an instant, and back: for the desk and for her phone. */
export { instantToLocal, loadTemporal, localToInstant, ownZone, zones } from './local-time';
export type { LocalTime, LocalTimeError, Moment, TemporalApi } from './local-time';
