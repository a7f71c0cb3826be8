export { Binding, type BindingHost, type BindingOptions, type TakenAway } from './binding.ts';
export { bindingOf, bindingPlugin, rebind, whoRemoved, yrkaBinding, type YrkaBindingOptions } from './extension.ts';
