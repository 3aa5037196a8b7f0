/** What was said, in any language: how it was felt about what, what it is about, what is wanted, which listening queries it matches. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight;
