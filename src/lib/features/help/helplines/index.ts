/**
 * Helpline leads by country. Each was read on a page of the provider, of the state or of a newspaper; none was called by
 * a person, and the screen says so beside every number. Left out: leads whose sources disagree, whose provider may have
 * closed, whose only page is older than 2020, and those with no page to point at. Lines of the police are marked.
 * Before a number is shown as confirmed, a person calls it and sets `confirmed`.
 */
import type { Helpline } from '../schema';
import { AFRICA } from './africa';
import { AMERICAS } from './americas';
import { ASIA } from './asia';
import { EUROPE } from './europe';

export const HELPLINES: readonly Helpline[] = [...AMERICAS, ...EUROPE, ...AFRICA, ...ASIA];
