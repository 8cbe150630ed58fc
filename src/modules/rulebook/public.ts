export { seedCalendar } from './calendar/seed.ts';
export { checkedRulebook, publishRulebook } from './library/publish.ts';
export { readTemplate, TEMPLATES, type TemplateName } from './template/template.ts';
