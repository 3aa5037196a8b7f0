/**
 * A fictitious retailer's customers, played so that the whole system can be seen at work, and one plugin of every kind.
 * Every signal it makes has the attribute {@code simulated: true}, and everything here keeps to those.
 */
@NullMarked
package io.antiphon.connector.demo;

import org.jspecify.annotations.NullMarked;
