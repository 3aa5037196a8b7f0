/** The front door: everything that comes in by HTTP, and the console's files that go out by it. */
@NullMarked
package io.antiphon.http;

import org.jspecify.annotations.NullMarked;
