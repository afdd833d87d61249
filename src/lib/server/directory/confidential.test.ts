/** Whose address is told, whose is not, and that nothing else tells it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Service } from '$protocol/directory';
import { PackBuilder } from './pack/build';
import { parseRules } from './rules';
import { Desk } from './testing/files';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

const STREET = '4711 Hidden Lane';
/** One service at one address; in the same town are offices whose places are known. */
async function placed(
	service: Record<string, string>,
	address: Record<string, string> = {},
	rules: string | null = null,
) {
	const cells = { id: 's', organization_id: 'o', name: 'A service', description: '', ...service };
	const row = (values: Record<string, string>) =>
		Object.values(values)
			.map((text) => `"${text}"`)
			.join(',');
	const home = {
		id: 'h',
		location_id: 'h',
		address_1: STREET,
		city: 'Springfield',
		state_province: 'IL',
		postal_code: '62777',
		...address,
	};
	const offices = [1, 2, 3].map((number) => ({
		...home,
		id: `${number}`,
		location_id: `${number}`,
		address_1: `${number} Main Street`,
	}));
	const { report, services } = await desk.import(
		{
			'services.csv': `${Object.keys(cells).join(',')}\n${row(cells)}\n1,o,Library\n2,o,Museum\n3,o,Park\n`,
			'organizations.csv': 'id,name\no,The organisation\n',
			'locations.csv': `id,name,latitude,longitude,transportation\nh,${STREET},39.7777,-89.7777,Bus to ${STREET}\n1,a,39.80,-89.60,\n2,b,39.804,-89.604,\n3,c,39.82,-89.62,\n`,
			'services_at_location.csv': 'id,service_id,location_id\na,s,h\nb,1,1\nc,2,2\nd,3,3\n',
			'physical_addresses.csv': `${Object.keys(home).join(',')}\n${[home, ...offices].map(row).join('\n')}\n`,
			'regular_schedules.csv': `id,service_id,weekday,opens_at,closes_at,original_text\n1,s,Monday,9am,5pm,"at ${STREET}"\n`,
		},
		rules === null ? null : parseRules(rules),
	);
	return { report, service: services.find(({ id }) => id === 's') as Service, services };
}
const tells = (service: Service): boolean =>
	/4711|Hidden Lane|62777|39\.77|89\.77/.test(JSON.stringify(service));

const TOWN = {
	exact: false,
	city: 'Springfield',
	region: 'IL',
	zone: 'America/Chicago',
	lat: 39.8,
	lon: -89.6,
};

test.each([
	['a shelter by its name', { name: 'Domestic Violence Shelter' }],
	[
		'by its name and whom it is for',
		{ name: 'Haven Shelter', description: 'For survivors of human trafficking.' },
	],
	[
		'by its organisation',
		{
			name: 'Counselling',
			description: 'Run beside the safe house.',
			alternate_name: 'Safehouse Springfield',
		},
	],
	['by one sentence', { description: 'We offer transitional housing for women fleeing domestic violence.' }],
	[
		'in Spanish',
		{ name: 'Casa de acogida', description: 'Para mujeres que huyen de la violencia de género.' },
	],
	['in Arabic', { name: 'دار إيواء', description: 'For people who were trafficked.' }],
	['a night shelter for anyone', { name: 'Homeless shelter', description: 'A bed for the night.' }],
	[
		'a shelter that says so only in its words',
		{ description: 'Provides emergency shelter, meals and a shower.' },
	],
	[
		'among legal help and a hotline',
		{
			description:
				'We provide shelter, legal advocacy, training and a 24-hour hotline for survivors of domestic violence and their children.',
		},
	],
	['older people who were abused', { name: 'Kuehner Place, shelter for abuse elderly and neglected' }],
	[
		'abused children',
		{ description: 'The organization provides residential care for abused and neglected children.' },
	],
	['women in distress', { name: 'Home for women in distress' }],
	['a home for women', { description: 'New Steps is a 24-month transitional housing program for women.' }],
	['British words', { name: 'Leeds Women’s Aid' }],
	[
		'and more of them',
		{ description: 'Refuge accommodation. Our IDVAs offer safe accommodation for anyone fleeing abuse.' },
	],
	[
		'Spanish in a sentence',
		{ description: 'Ofrece alojamiento seguro a mujeres víctimas de trata de personas.' },
	],
	[
		'French',
		{
			name: 'Foyer Louise',
			description: 'Accueil et hébergement de femmes victimes de violences conjugales.',
		},
	],
	['Arabic words alone', { description: 'توفر الجمعية مأوى للنساء الناجيات من العنف الأسري.' }],
	['German', { name: 'Frauenhaus Springfield' }],
] as [string, Record<string, string>][])('told by town only: %s', async (_, service) => {
	const { report, service: found } = await placed({
		...service,
		description: `${service['description'] ?? ''} Come to ${STREET}, 62777 Springfield.`,
	});
	expect(found.places).toEqual([TOWN]);
	expect(tells(found)).toBe(false);
	expect(report.addresses).toMatchObject({
		coarsened: 1,
		withheld: 0,
		services: [{ id: 's', only: 'town' }],
	});
	expect(found.description).toContain('Come to …');
});

test.each([
	['its words say so', { name: 'Shelter', description: 'The location is confidential. Call us.' }, {}],
	['its address says so', { name: 'Office' }, { address_1: 'Confidential' }],
])('not even the town: %s', async (_, service, address) => {
	const { report, service: found } = await placed(service, address);
	expect(found.places).toEqual([{ exact: false, zone: 'America/Chicago' }]);
	expect(JSON.stringify(found)).not.toContain('Springfield');
	expect(report.addresses).toMatchObject({ coarsened: 0, withheld: 1 });
});

test.each([
	['an animal shelter', { name: 'Springfield Animal Shelter', description: 'Dogs and cats.' }],
	[
		'a home for dogs by its organisation',
		{ name: 'Shelter', alternate_name: 'Humane Society', description: 'Adoption.' },
	],
	['a bus stop', { name: 'Bus shelter repairs' }],
	['a tax scheme', { name: 'Tax shelter advice' }],
	['a hurricane', { name: 'Hurricane evacuation shelter', description: 'Opens in a storm.' }],
	['wild birds', { name: 'National Wildlife Refuge', description: 'A refuge for birds.' }],
	['a court', { name: 'Courthouse', description: 'Domestic violence injunctions. Open to all.' }],
	['a hotline for shelters', { name: 'Shelter hotline', description: 'Call for a referral to a shelter.' }],
	['open by day', { name: 'Day shelter', description: 'Showers and lockers from 9 to 5.' }],
	[
		'clothes for children in shelters',
		{ description: 'New clothing to abused and homeless children in shelters.' },
	],
	[
		'police',
		{ description: 'Helps victims of domestic violence, makes shelter referrals and files reports.' },
	],
	[
		'legal aid that helps people who fled',
		{ name: 'Legal aid', description: 'Legal help with housing, shelter and domestic violence orders.' },
	],
	[
		'help for refugees',
		{ name: 'Refugee services', description: 'For refugees and victims of trafficking: classes, papers.' },
	],
	['a prevention talk', { name: 'Talks', description: 'Trainings on domestic violence shelter work.' }],
])('told: %s', async (_, service) => {
	const { service: found } = await placed(service);
	expect(found.places[0]).toMatchObject({ exact: true, lines: [STREET], lat: 39.7777 });
});

test('another service at the same address does not tell it; where several organisations sit it is an office', async () => {
	const row = (id: string, organization: string, name: string) => `${id},${organization},${name},${id}\n`;
	const files = (others: string) => ({
		'services.csv': `id,organization_id,name,location_ids\n${row('s', 'o', 'Domestic violence shelter')}${others}`,
		'organizations.csv': 'id,name\no,One\np,Two\nq,Three\n',
		'locations.csv': ['s', 't', 'u', 'v'].reduce(
			(text, id) => `${text}${id},"4711 Hidden Ln., Suite ${id}",Springfield,62777\n`,
			'id,address_1,city,postal_code\n',
		),
	});
	const hidden = await desk.import(files(row('t', 'o', 'Playroom')));
	expect(hidden.services.filter(({ places }) => places[0]?.exact !== false)).toEqual([]);
	expect(hidden.report.addresses.services.map(({ because }) => because)).toContain(
		'another service at the same address: Domestic violence shelter',
	);
	const office = await desk.import(
		files(row('t', 'o', 'Playroom') + row('u', 'p', 'Bank') + row('v', 'q', 'Clinic')),
	);
	expect(office.services.filter(({ places }) => places[0]?.exact === false).map(({ id }) => id)).toEqual([
		's',
	]);
});

test('rules say more: coarsen, withhold, show, leave out; a rule that is not understood is refused', async () => {
	expect((await placed({}, {}, '{"coarsen":{"ids":["s"]}}')).service.places).toEqual([TOWN]);
	expect((await placed({}, {}, '{"withhold":{"words":["a service"]}}')).service.places[0]).not.toHaveProperty(
		'city',
	);
	expect(
		(await placed({ name: 'Domestic Violence Shelter' }, {}, '{"show":{"ids":["s"]}}')).service.places[0]
			?.exact,
	).toBe(true);
	const left = await placed({}, {}, '{"leaveOut":{"ids":["s"]},"zone":"Europe/Paris"}');
	expect(left.services.map(({ id }) => id).sort()).toEqual(['1', '2', '3']);
	expect(left.report.skipped).toEqual([{ file: 'services.csv', row: 2, reason: 'left out by a rule' }]);
	for (const bad of [
		'{',
		'[]',
		'{"withold":{"ids":["s"]}}',
		'{"zone":"Mars/Base"}',
		'{"coarsen":{"id":["s"]}}',
	])
		expect(() => parseRules(bad)).toThrow(/^The rules/);
});

test('nothing of a hidden address is in the pack that phones fetch', async () => {
	const { services } = await placed({ name: 'Domestic Violence Shelter', description: `At ${STREET}.` });
	const pack = new PackBuilder('2026-11-22');
	for (const service of services) pack.add(service);
	const { inflateRawSync } = await import('node:zlib');
	const { index, texts } = pack.finish();
	const all = [inflateRawSync(index.content), inflateRawSync(texts.content.subarray(16))].map((bytes) =>
		Buffer.from(bytes).toString('latin1'),
	);
	expect(all.join()).toContain('springfield');
	expect(all.join()).not.toMatch(/4711|hidden/i);
	const points = new Int32Array(1);
	points[0] = 3_977_770;
	expect(all[0]).not.toContain(Buffer.from(points.buffer).toString('latin1'));
});
