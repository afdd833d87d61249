/** What is behind the door; the words before it are `entrance:<kind>`. */
export type Kind = 'desk' | 'workshop';
