/**
 * The English questions are the published ones, word for word: a changed word makes it another measure, with numbers that
 * no study is about. Whoever mends a slip against the published form changes the digest with it, knowingly.
 */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import en from '$locales/en/ui/instruments.json';

const DIGESTS = {
	answers: '9a9fbc38e12329b5',
	pcptsd5: '24a5f86bc301ee4c',
	pcl5: '3a76107523ce452e',
	phq9: '2a49cb0041046752',
	gad7: '45da087a96ed0a10',
};

it.each(Object.entries(DIGESTS))('%s is as it was published', (part, digest) => {
	const words = JSON.stringify(en[part as keyof typeof en]);
	expect(createHash('sha256').update(words).digest('hex').slice(0, 16)).toBe(digest);
});
