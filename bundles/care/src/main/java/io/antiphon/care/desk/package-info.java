/** Where people work on cases: resources over REST, and what watches over clocks and assigns. */
@NullMarked
package io.antiphon.care.desk;

import org.jspecify.annotations.NullMarked;
