/** What lies outside the vault goes with the record that could open it. */
export { letAllGo as regionDeleted } from '$platform/directory';
