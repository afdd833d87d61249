/**
 * Emergency numbers, only where there is no doubt: 112 in the European Union and its neighbours that share it, and
 * national numbers known to everyone. A country that is not here is said to be unknown, never guessed.
 */
import type { Emergency } from './schema';

const EUROPE_112 = [
	'AT',
	'BE',
	'BG',
	'CH',
	'CY',
	'CZ',
	'DE',
	'DK',
	'EE',
	'ES',
	'FI',
	'FR',
	'GR',
	'HR',
	'HU',
	'IE',
	'IT',
	'LI',
	'LT',
	'LU',
	'LV',
	'MT',
	'NL',
	'PL',
	'PT',
	'RO',
	'SE',
	'SI',
	'SK',
	'TR',
];

export const EMERGENCY: readonly Emergency[] = [
	...EUROPE_112.map((country): Emergency => ({ country, number: '112', reaches: 'all' })),
	{ country: 'US', number: '911', reaches: 'all' },
	{ country: 'CA', number: '911', reaches: 'all' },
	{ country: 'MX', number: '911', reaches: 'all' },
	{ country: 'PH', number: '911', reaches: 'all' },
	{ country: 'GB', number: '999', reaches: 'all' },
	{ country: 'MY', number: '999', reaches: 'all' },
	{ country: 'AU', number: '000', reaches: 'all' },
	{ country: 'NZ', number: '111', reaches: 'all' },
	{ country: 'IN', number: '112', reaches: 'all' },
	{ country: 'UA', number: '102', reaches: 'police' },
	{ country: 'RS', number: '192', reaches: 'police' },
	{ country: 'VN', number: '113', reaches: 'police' },
	{ country: 'KH', number: '117', reaches: 'police' },
];
