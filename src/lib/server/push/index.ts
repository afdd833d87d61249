export { newPushKeys } from './post';
export { pushSettings } from './settings';
export { startWakes } from './wakes';
