/** The passkey room's door. */
export { askPasskey, makePasskey, type PasskeyError } from './passkey';
