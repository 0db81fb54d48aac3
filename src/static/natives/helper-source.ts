/**
 * Helpers of compilers that are no more than a few lines of the language, in those lines. An expression: the helpers by
 * the names that Babel gives them; those of TypeScript and SWC have the same ones.
 */
export const helperSource = `(function () {
  var h = {
    extends: function (d, b) { Object.setPrototypeOf(d, b); d.prototype = Object.create(b === null ? null : b.prototype); d.prototype.constructor = d; },
    rest: function (s, names) { var t = {}; for (var p of Object.keys(s)) if (!names.includes(p)) t[p] = s[p]; return t; },
    decorate: function (decorators, target, key, desc) {
      var r = arguments.length < 3 ? target : desc === null ? (desc = Object.getOwnPropertyDescriptor(target, key)) : desc;
      for (var d of [...decorators].reverse()) r = (arguments.length < 3 ? d(r) : arguments.length > 3 ? d(target, key, r) : d(target, key)) || r;
      if (arguments.length > 3 && r) Object.defineProperty(target, key, r);
      return r;
    },
    param: function (index, decorator) { return function (target, key) { decorator(target, key, index); }; },
    metadata: function (key, value) { return function () {}; },
    runInitializers: function (self, initializers, value) { for (var f of initializers) value = f.call(self, value); return value; },
    createBinding: function (o, m, k, k2) { o[k2 === undefined ? k : k2] = m[k]; },
    exportStar: function (m, o) { for (var p of Object.keys(m)) if (p !== 'default' && !(p in o)) o[p] = m[p]; },
    importStar: function (m) { return m && m.__esModule ? m : { ...m, default: m }; },
    importDefault: function (m) { return m && m.__esModule ? m : { default: m }; },
    classPrivateFieldGet: function (self, state, kind, f) {
      if (typeof state === 'function') return f ? f.value !== undefined ? f.value : f : self;
      return kind === 'a' ? f.call(self) : kind === 'm' ? f : f ? f.value : state.get ? state.get(self) : self.get(state);
    },
    classPrivateFieldSet: function (self, state, value, kind, f) {
      if (kind === 'a') f.call(self, value); else if (f) f.value = value; else state.set(self, value);
      return value;
    },
    classPrivateFieldIn: function (state, self) { return state.has(self); },
    classPrivateFieldInit: function (self, state, value) { state.set(self, value); },
    classPrivateFieldGet2: function (state, self) { return state.get(self); },
    classPrivateFieldSet2: function (state, self, value) { state.set(self, value); return value; },
    classPrivateMethodGet: function (self, state, method) { return method; },
    assertClassBrand: function (state, self, value) { return arguments.length < 3 ? self : value; },
    classPrivateFieldLooseBase: function (self) { return self; },
    classPrivateFieldLooseKey: function (name) { return '__private_' + name; },
    classCallCheck: function () {},
    checkPrivateRedeclaration: function () {},
    createClass: function (type, members, statics) {
      for (var m of members || []) Object.defineProperty(type.prototype, m.key, m);
      for (var s of statics || []) Object.defineProperty(type, s.key, s);
      return type;
    },
    defineProperty: function (o, key, value) { o[key] = value; return o; },
    defineAccessor: function (kind, o, key, f) { var d = {}; d[kind] = f; return Object.defineProperty(o, key, d); },
    getPrototypeOf: function (o) { return Object.getPrototypeOf(o); },
    setPrototypeOf: function (o, p) { return Object.setPrototypeOf(o, p); },
    possibleConstructorReturn: function (self, made) { return made && (typeof made === 'object' || typeof made === 'function') ? made : self; },
    assertThisInitialized: function (self) { return self; },
    callSuper: function (self, type, args) { var made = Reflect.construct(Object.getPrototypeOf(type), args || [], self.constructor); return made; },
    wrapNativeSuper: function (type) { return type; },
    isNativeReflectConstruct: function () { return true; },
    construct: function (type, args, target) { return Reflect.construct(type, args, target || type); },
    get: function (o, key, self) { return Reflect.get(o, key, self); },
    superPropGet: function (type, key, self, flags) {
      var p = Reflect.get(Object.getPrototypeOf(1 & flags ? type.prototype : type), key, self);
      return 2 & flags && typeof p === 'function' ? function (args) { return p.apply(self, args); } : p;
    },
    typeof: function (o) { return typeof o; },
    toArray: function (o) { return [...o]; },
    toPropertyKey: function (key) { return key; },
    taggedTemplateLiteral: function (strings, raw) { strings.raw = raw || strings; return strings; },
    identity: function (value) { return value; },
    nothing: function () {}
  };
  return h;
})()`;
