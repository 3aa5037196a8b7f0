/** The console's pages of care: the inbox that agents live in, and the view of those who look after them. */
@NullMarked
package io.antiphon.care.pages;

import org.jspecify.annotations.NullMarked;
