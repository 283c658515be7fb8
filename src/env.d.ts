declare namespace App {
  interface Locals {
    context: import('#server/context.ts').Context;
  }
}
