import { holdStates } from '../kit/hold-states.ts';

await holdStates('programs');
