// Reads a JSON array of snippets, runs each in a fresh context, and writes an array of their outcomes.
'use strict';
const vm = require('vm');
const fs = require('fs');

const escape = (text) => text.replace(/[^ -\[\]-~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

function describe(value, depth) {
  if (depth > 8) return '…';
  switch (typeof value) {
    case 'number': return 'n:' + (Object.is(value, -0) ? '-0' : String(value));
    case 'string': return 's:' + escape(value);
    case 'function': return 'function';
    case 'object': return value === null ? 'null' : describeObject(value, depth);
    default: return String(value);
  }
}

function describeObject(value, depth) {
  if (Array.isArray(value)) return '[' + Array.from(value, (v) => describe(v, depth + 1)).join(',') + ']';
  const tag = tagOf(value);
  if (tag === 'Date') return 'Date ' + describe(value.getTime(), 0);
  if (tag === 'RegExp') return 'RegExp ' + escape(String(value));
  if (tag === 'Error') return 'Error ' + value.name;
  if (tag === 'Map' || tag === 'Set') return tag;
  if (tag.endsWith('Iterator')) return 'Iterator';
  return '{' + Object.keys(value).map((k) => escape(k) + ':' + describe(value[k], depth + 1)).join(',') + '}';
}

function run(source) {
  const context = vm.createContext({});
  const options = { timeout: 2000 };
  try {
    let compiled;
    try {
      compiled = new vm.Script(source);
    } catch (error) {
      if (!/Illegal return/.test(error.message)) throw error;
      compiled = new vm.Script('(function () {' + source + '\n})()');
    }
    return describe(compiled.runInContext(context, options), 0);
  } catch (error) {
    if (error !== null && typeof error === 'object' && tagOf(error) === 'Error') return 'throws ' + error.name;
    return 'throws ' + describe(error, 0);
  }
}

const snippets = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(snippets.map(run)));
