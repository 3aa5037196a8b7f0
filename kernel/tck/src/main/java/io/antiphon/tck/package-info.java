/**
 * What a plugin's author tests with: a kernel in memory and, for each kind of plugin, a kit of the tests that every
 * plugin of that kind must pass. A kit is an abstract JUnit 5 class; a plugin's test extends it and says in one or two
 * methods what is to be tested.
 *
 * <pre>{@code
 * class EchoTest extends SourceKit {
 *     public Connector connector() { return new EchoConnector(); }
 *     public void offer(MemoryConnection connection) { connection.post("{\"text\":\"hello\",\"id\":\"1\"}"); }
 *     public int expected() { return 1; }
 * }
 * }</pre>
 *
 * <p>Nothing here is thread-safe or fast beyond what a test needs, except where it says so.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.antiphon.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
