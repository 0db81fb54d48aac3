import { describe, expect, test } from 'vitest';
import { callsOf, requestsOf } from '../../kit/program.ts';

const host = "const H = 'https://123-abc-456.mktorest.com/rest/v1';";
const leads = 'GET https://123-abc-456.mktorest.com/rest/v1/leads.json';

describe('a component in markup', () => {
  test.each([
    ['is called with its props', 'const A = ({ p }) => { fetch(H + p); }; render(<A p="/leads.json"/>);'],
    [
      'is called with props that are spread',
      "const A = ({ p }) => { fetch(H + p); }; const o = { p: '/leads.json' }; render(<A {...o}/>);",
    ],
    ['may be a member', 'const ui = { A: ({ p }) => { fetch(H + p); } }; render(<ui.A p="/leads.json"/>);'],
    [
      'may be a class',
      'class A extends Component { componentDidMount() { fetch(H + this.props.p); } } render(<A p="/leads.json"/>);',
    ],
    [
      'hands handlers down',
      "const B = ({ go }) => <button onClick={() => go('/leads.json')}/>; render(<B go={(p) => fetch(H + p)}/>);",
    ],
    [
      'calls its children',
      "const L = ({ children }) => children('/leads.json'); render(<L>{(p) => fetch(H + p)}</L>);",
    ],
    [
      'may be handed to a component that is not known',
      "const A = () => { fetch(H + '/leads.json'); }; render(<Route page={A}/>);",
    ],
    ['gets functions as children where it is not known', "render(<Route>{() => fetch(H + '/leads.json')}</Route>);"],
  ])('%s', (_name, body) => {
    expect(requestsOf({ 'a.jsx': `import { Component, Route, render } from 'x'; ${host} ${body}` })).toEqual([leads]);
  });

  test('that stands nowhere is not called', () => {
    const source = `${host} const A = () => { fetch(H + '/leads.json'); return <i/>; }; export {};`;
    expect(callsOf({ 'a.jsx': source })).toEqual(['a.jsx:1 GET /rest/v1/leads.json (dead)']);
  });

  test('does not call a handler that it does not use', () => {
    const source = `import { render } from 'x'; ${host} const A = () => <i/>; render(<A go={() => fetch(H + '/leads.json')}/>);`;
    expect(callsOf({ 'a.jsx': source })).toEqual(['a.jsx:1 GET /rest/v1/leads.json (dead)']);
  });
});
