/** That nothing else in a pack tells an address that is kept back: not the words, not a neighbour, not the middle of the town. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Desk } from './testing/files';
import { parseRules } from './rules';
import { isMapLink, streetKey, withoutStreets } from './streets';
import { Towns } from './towns';

vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

const table = (rows: readonly Record<string, string>[]): string => {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const line = (cells: string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
	return [line(names), ...rows.map((row) => line(names.map((name) => row[name] ?? '')))].join('');
};

test.each([
	['in English', 'Go to 4711 N.W. Hidden Lane, Suite 3, and ring.', /4711|Hidden/],
	['with letters', 'We are at 12b Mill Close', /12b|Mill/],
	['only the name of the street', 'Bus 5 stops in Hidden Lane.', /Hidden/],
	['where two streets meet', 'At the corner of Third and Main. Ring twice.', /Third|Main/],
	['in Spanish', 'Estamos en la calle Mayor, 25. Llame antes.', /Mayor|25/],
	['in Spanish, another kind of street', 'Avda. de la Constitución nº 14', /Constituci|14/],
	['in French', 'Venez au 12 bis, rue de la République le lundi.', /12|République/],
	['in French, the number behind', 'Rue Haute 117, Bruxelles', /Haute|117/],
	['in German', 'Sie finden uns in der Lindenstraße 5a.', /Linden|5a/],
	['in Arabic', 'نحن في شارع الملك فيصل 25 قرب السوق', /فيصل|25/],
	['a British postcode', 'Write to LS1 4AB.', /LS1/],
	['by a map', 'https://maps.google.com/?q=4711+Hidden or goo.gl/maps/abc', /maps|4711|abc/],
	['by numbers', 'Find us: 39.77770, -89.77770.', /39\.|89\./],
	['by three words', 'We are ///filled.count.soap today', /filled/],
])('a street is taken out of words: %s', (_, text, tells) => {
	const left = withoutStreets(text, ['4711 Hidden Lane']);
	expect(left).not.toMatch(tells);
	expect(left).toContain('…');
});

test('what is no street stays', () => {
	for (const text of [
		'Groups meet at 6 p.m. on the first Tuesday.',
		'A 24-hour line: 202-555-0143. 12 women and 30 children live here.',
		'Abierto de 9 a 17 horas. La casa de las mujeres.',
		'Nous accueillons 12 femmes et leurs enfants.',
		'نستقبل 12 امرأة مع أطفالهن',
	])
		expect(withoutStreets(text, ['4711 Hidden Lane'])).toBe(text);
	expect(isMapLink('https://example.org/refuge')).toBe(false);
	expect(streetKey('4711 North-West Hidden Lane, Suite 3')).toBe(streetKey('4711 n.w. hidden ln #3'));
});

const HOME = { id: 'home', address_1: '4711 Hidden Lane', city: 'Springfield', postal_code: '62777' };

test('no field tells it, nor does anybody else’s', async () => {
	const { services } = await desk.import({
		'services.csv': table([
			{
				...{
					id: 's',
					organization_id: 'o',
					name: 'Safe house, 4711 Hidden Lane',
					alternate_name: 'Hidden Lane House',
				},
				...{
					description: 'Women’s refuge.',
					url: 'https://maps.google.com/?q=4711+Hidden+Lane',
					location_ids: 'home',
				},
				...{
					application_process: 'Come to 4711 Hidden Ln.',
					interpretation_services: 'Ask at 4711 Hidden Lane',
				},
				...{ wait_time: 'None at Hidden Lane', fees_description: 'Pay at 4711 Hidden Lane' },
			},
			{
				...{ id: 't', organization_id: 'o', name: 'Office', location_ids: 'office' },
				description: 'Our house at 4711 Hidden Lane is near. Our office is 9 Main Street.',
			},
		]),
		'organizations.csv': table([
			{ id: 'o', name: 'Friends of 4711 Hidden Lane', url: 'https://hidden-lane-4711.example' },
		]),
		'locations.csv': table([
			{ ...HOME, latitude: '39.7777', longitude: '-89.7777', transportation: 'Bus to Hidden Lane' },
			{ id: 'office', address_1: '9 Main Street', city: 'Springfield', postal_code: '62701' },
		]),
		'phones.csv': table([
			{ id: 'p', service_id: 's', number: '217-555-0143', description: 'Door of 4711 Hidden Lane' },
		]),
		'accessibility_for_disabilities.csv': table([
			{ id: 'a', location_id: 'home', accessibility: 'Ramp', details: 'From Hidden Lane' },
		]),
		'required_documents.csv': table([
			{ id: 'd', service_id: 's', document: 'A letter from 4711 Hidden Lane' },
		]),
		'service_areas.csv': table([{ id: 'r', service_id: 's', service_area: 'Around Hidden Lane' }]),
	});
	const [home, office] = ['s', 't'].map((id) => services.find((service) => service.id === id));
	expect(JSON.stringify(home)).not.toMatch(/4711|Hidden|62777|39\.77/i);
	expect(home?.places[0]).toMatchObject({ exact: false, city: 'Springfield', access: ['Ramp. From …'] });
	expect(office?.places[0]).toMatchObject({ exact: true, lines: ['9 Main Street'] });
	expect(office?.description).toContain('9 Main Street');
	expect(office?.description).not.toContain('4711 Hidden Lane');
});

test('the middle of a town is never worked out from the hidden place, however many services are there', async () => {
	const rows = (extra: string) =>
		`id,organization_id,name,location_ids\ns,o,Domestic violence shelter,home\n1,o,Playroom,home\n2,o,Kitchen,home\n3,o,Laundry,home\n${extra}`;
	const locations = (extra: string) =>
		`id,address_1,city,latitude,longitude\nhome,4711 Hidden Lane,Springfield,39.7777,-89.7777\n${extra}`;
	const alone = await desk.import({ 'services.csv': rows(''), 'locations.csv': locations('') });
	for (const { places } of alone.services) {
		expect(places).toEqual([{ exact: false, city: 'Springfield', zone: 'America/Chicago' }]);
	}
	const more = await desk.import({
		'services.csv': rows('4,p,Bank,a\n5,q,Shop,b\n6,r,School,c\n7,r,Nursery,c\n'),
		'locations.csv': locations(
			'a,1 A Street,Springfield,39.80,-89.60\nb,2 B Street,Springfield,39.81,-89.61\nc,3 C Street,Springfield,39.82,-89.62\n',
		),
	});
	expect(more.services.find(({ id }) => id === 's')?.places[0]).toMatchObject({ lat: 39.81, lon: -89.61 });
	expect(more.report.addresses.services.map(({ id }) => id).sort()).toEqual(['1', '2', '3', 's']);
});

test('the same house under another id, without its street, is known by where it lies', async () => {
	const { services } = await desk.import({
		'services.csv':
			'id,organization_id,name,location_ids\ns,o,Domestic violence shelter,home\nt,o,Playroom,again\n',
		'locations.csv':
			'id,address_1,city,latitude,longitude\nhome,4711 Hidden Lane,Springfield,39.77771,-89.77771\nagain,,,39.7777,-89.7777\n',
	});
	expect(services.map(({ places }) => places[0]?.exact)).toEqual([false, false]);
	expect(JSON.stringify(services)).not.toMatch(/39\.77/);
});

test('three rows of one house are one place: too few to tell a town by', () => {
	const towns = new Towns();
	const at = (lat: number) => ({ city: 'Springfield', region: 'IL', lat, lon: -89.6, exact: true });
	for (const lat of [39.8, 39.8, 39.8]) towns.add(at(lat), []);
	const none = () => false;
	expect(towns.middle({ city: 'Springfield', region: 'IL', exact: false }, none)).toBeNull();
	towns.add(at(39.81), ['a']);
	towns.add(at(39.82), []);
	expect(towns.middle({ city: 'SPRINGFIELD', region: 'il', exact: false }, none)).toEqual({
		lat: 39.81,
		lon: -89.6,
	});
	expect(towns.middle({ city: 'Springfield', region: 'IL', exact: false }, (key) => key === 'a')).toBeNull();
});

const NEIGHBOURS = {
	'services.csv': 'id,organization_id,name,location_ids\ns,o,Night shelter,home\nt,o,Soup kitchen,home\n',
	'locations.csv': 'id,address_1,city,postal_code\nhome,4711 Hidden Lane,Springfield,62777\n',
};

test('beside a shelter for anyone the soup kitchen can be found; beside a house of those who fled nothing can', async () => {
	const open = await desk.import(NEIGHBOURS);
	const exact = ({ services }: typeof open) =>
		services.filter(({ places }) => places[0]?.exact).map(({ id }) => id);
	expect(exact(open)).toEqual(['t']);
	expect(open.report.addresses.services).toEqual([
		{ id: 's', name: 'Night shelter', only: 'town', because: 'a shelter, by its name: shelter' },
	]);
	const fled = await desk.import(
		Object.assign(
			{ ...NEIGHBOURS },
			{ 'services.csv': NEIGHBOURS['services.csv'].replace('Night', 'Women’s') },
		),
	);
	expect(exact(fled)).toEqual([]);
});

test('words and terms in "show" open a shelter, and never what fled or is called confidential; an id opens all', async () => {
	const service = (name: string, description: string) => ({
		...NEIGHBOURS,
		'services.csv': `id,name,description,location_ids,keywords\ns,${name},${description},home,my-shelters\n`,
	});
	const told = async (name: string, description: string, rules: string) =>
		(await desk.import(service(name, description), parseRules(rules))).services[0]?.places[0]?.exact;
	const [words, terms] = ['{"show":{"words":["shelter"]}}', '{"show":{"terms":["my-shelters"]}}'];
	for (const rules of [words, terms]) {
		expect(await told('Night shelter', 'A bed.', '{}')).toBe(false);
		expect(await told('Night shelter', 'A bed.', rules)).toBe(true);
		expect(await told('Night shelter', 'For women fleeing abuse.', rules)).toBe(false);
		expect(await told('Night shelter', 'The location is confidential.', rules)).toBe(false);
	}
	expect(await told('Night shelter', 'The location is confidential.', '{"show":{"ids":["s"]}}')).toBe(true);
});

test.each([
	'The address is withheld.',
	'Our location is not published for safety.',
	'We never share our address.',
	'Address given only after a call.',
	'La dirección es confidencial.',
	'Ubicación secreta.',
	'Adresse tenue secrète.',
	'Le lieu est confidentiel.',
	'Die Adresse ist geheim.',
	'العنوان سري.',
])('a refuge that says so is not even told by town: %s', async (description) => {
	const { services } = await desk.import({
		...NEIGHBOURS,
		'services.csv': `id,name,description,location_ids\ns,Refuge,${description},home\n`,
	});
	expect(services[0]?.places).toEqual([{ exact: false }]);
});

test.each([
	'Address withheld',
	'CONFIDENTIAL',
	'Dirección confidencial',
	'Adresse confidentielle',
	'عنوان سري',
])('an address that says %s is none', async (address) => {
	const { services } = await desk.import({
		...NEIGHBOURS,
		'services.csv': 'id,name,location_ids\ns,Drop-in,home\n',
		'locations.csv': `id,address_1,city\nhome,${address},Springfield\n`,
	});
	expect(services[0]?.places).toEqual([{ exact: false }]);
});

test('the clocks of a hidden place are those of its town, else of its region, never its own', async () => {
	// Its coordinates lie in a county with a zone of its own.
	const home = (city: string) => `home,4711 Hidden Lane,${city},IN,37.95,-86.76\n`;
	const offices = [1, 2, 3].map((n) => `${n},${n} Main Street,Springfield,IN,39.7${n},-86.1${n}\n`).join('');
	const zones = async (name: string, city: string, others: string) => {
		const { services } = await desk.import({
			'services.csv': `id,organization_id,name,location_ids\ns,o,${name},home\n1,a,Bank,1\n2,b,Shop,2\n3,c,School,3\n`,
			'locations.csv': `id,address_1,city,state_province,latitude,longitude\n${home(city)}${others}`,
		});
		return services.find(({ id }) => id === 's')?.places.map(({ zone }) => zone);
	};
	expect(await zones('Office', 'Springfield', offices)).toEqual(['America/Indiana/Tell_City']);
	for (const city of ['Springfield', 'Elsewhere'])
		expect(await zones('Domestic violence shelter', city, offices)).toEqual(['America/Indiana/Indianapolis']);
	expect(await zones('Domestic violence shelter', 'Springfield', '')).toEqual([undefined]);
});
