import { expect, it } from 'vitest';
import { coarse } from './index';

it('is known to about 100 m and no finer, on every side of the equator', () => {
	expect([50.10423, -5.50117, -33.86882, 0.00004].map(coarse)).toEqual([50.104, -5.501, -33.869, 0]);
});
