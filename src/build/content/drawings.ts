/** The drawings that come with the app, by the name content calls them. */
export const DRAWINGS: ReadonlySet<string> = new Set(['breath', 'calendar', 'phone', 'talk']);
