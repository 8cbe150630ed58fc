/** A way in which compilers go wrong: every place in the sources where `pattern` stands is one possible defect. */
export interface Operator {
  name: string;
  pattern: RegExp;
  /** As in String.replace. */
  replacement: string;
}

export const OPERATORS: Operator[] = [
  { name: '< to <=', pattern: / < /g, replacement: ' <= ' },
  { name: '<= to <', pattern: / <= /g, replacement: ' < ' },
  { name: '> to >=', pattern: / > /g, replacement: ' >= ' },
  { name: '>= to >', pattern: / >= /g, replacement: ' > ' },
  { name: '<> to =', pattern: / <> /g, replacement: ' = ' },
  { name: 'one day more or less', pattern: /, (-?)1\)/g, replacement: ', $10)' },
  { name: '+ 1 forgotten', pattern: / \+ 1\b/g, replacement: '' },
  { name: '- 1 forgotten', pattern: / - 1\b/g, replacement: '' },
  { name: 'greatest to least', pattern: /\bgreatest\(/g, replacement: 'least(' },
  { name: 'least to greatest', pattern: /\bleast\(/g, replacement: 'greatest(' },
  { name: 'min to max', pattern: /\bmin\(/g, replacement: 'max(' },
  { name: 'max to min', pattern: /\bmax\(/g, replacement: 'min(' },
  { name: 'retraction dropped', pattern: / and not [fg]\.retracted/g, replacement: '' },
  { name: 'knowledge dropped', pattern: /\$\{inForceAt\('\w', (job\.)?(known|NOW)\)\}/g, replacement: 'true' },
  { name: 'superseded rows kept', pattern: /\w\.superseded_at is null/g, replacement: 'true' },
  { name: 'grace dropped', pattern: / and f\.dated_at < [a-z]\.grace_until(\[[^\]]*\])?/g, replacement: '' },
  { name: 'not exists to exists', pattern: /not exists/g, replacement: 'exists' },
  { name: '&& to ||', pattern: / && /g, replacement: ' || ' },
  { name: 'left join to join', pattern: /left join (?!lateral)/g, replacement: 'join ' },
  { name: 'coalesce dropped', pattern: /coalesce\(([^,()]+), [^()]+\)/g, replacement: '$1' },
  { name: 'order reversed', pattern: / desc\b/g, replacement: '' },
  { name: 'distinct dropped', pattern: /\b(count|array_agg)\(distinct /g, replacement: '$1(' },
  { name: '=== to !==', pattern: / === /g, replacement: ' !== ' },
  { name: 'status confused', pattern: /'(fulfilled|breached|waived|open|pending|late)'/g, replacement: "'void'" },
];
