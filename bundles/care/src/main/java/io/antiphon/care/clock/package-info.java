/** Time as a service level counts it: opening hours, holidays, and clocks that stand still while we wait for the customer. */
@NullMarked
package io.antiphon.care.clock;

import org.jspecify.annotations.NullMarked;
