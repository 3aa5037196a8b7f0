package io.antiphon.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.kinds.ScriptConnector;
import io.antiphon.scripting.kinds.ScriptEnricher;
import io.antiphon.scripting.kinds.ScriptPolicy;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.Enricher;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Insight;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Signal;
import io.antiphon.tck.ConnectorKit;
import io.antiphon.tck.EnricherKit;
import io.antiphon.tck.MemoryConnection;
import io.antiphon.tck.MemoryKernel;
import io.antiphon.tck.PolicyKit;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of docs/samples/scripts pass their own tests, and the kits that a plugin in Java passes. */
class SamplesTest {

    private static final Map<String, String> FILES = Scripts.samples();

    static Stream<String> tests() {
        return FILES.keySet().stream().filter(file -> file.endsWith(".test.js"));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void itsOwnTestsPass(String file) {
        for (TestRun.Result result : TestRun.of(Scripts.SANDBOX, file, FILES)) {
            assertEquals("", result.failure(), result.name());
        }
    }

    @Test
    void eachHasTests() {
        for (String file : FILES.keySet()) {
            Kind.of(file).ifPresent(kind -> assertTrue(FILES.containsKey(Kind.name(file) + ".test.js"), file));
        }
    }

    @Test
    void theConnectorIsSmall() {
        assertTrue(text("shop.connector.js").lines().count() <= 10);
    }

    private static String text(String file) {
        String text = FILES.get(file);
        assertFalse(text == null || text.isBlank(), file);
        return String.valueOf(text);
    }

    private static Policy policy(String file) {
        return new ScriptPolicy(new Scripts().files(FILES).edition(file, text(file)));
    }

    private static Enricher enricher(String file) {
        return new ScriptEnricher(new Scripts().files(FILES).edition(file, text(file)));
    }

    private static Connector connector(String file) {
        return new ScriptConnector(new Scripts().files(FILES).edition(file, text(file)), Set.of());
    }

    @Nested
    class RouteByLanguage extends PolicyKit {
        @Override
        protected Policy policy() {
            return SamplesTest.policy("route-by-language.policy.js");
        }

        @Override
        protected List<Entry> decidable() {
            return List.of(Scripts.understood("hello"));
        }
    }

    @Nested
    class AngryVip extends PolicyKit {
        @Override
        protected Policy policy() {
            return SamplesTest.policy("angry-vip.policy.js");
        }

        @Override
        protected List<Entry> decidable() {
            Signal signal = Signal.of("message").text("I am furious").build();
            return List.of(Scripts.understood(signal, Insight.of("tier", "gold")));
        }
    }

    @Nested
    class SuppressDuplicates extends PolicyKit {
        @Override
        protected Policy policy() {
            return SamplesTest.policy("suppress-duplicates.policy.js");
        }

        @Override
        protected List<Entry> decidable() {
            return List.of(Scripts.understood("hello"));
        }
    }

    @Nested
    class LoyaltyTier extends EnricherKit {
        @Override
        protected Enricher enricher() {
            return SamplesTest.enricher("loyalty-tier.enricher.js");
        }

        @Override
        protected List<Signal> understandable() {
            return List.of(Signal.of("order").attribute("points", 1200).build());
        }
    }

    @Nested
    class EnrichFromTable extends EnricherKit {
        @Override
        protected Enricher enricher() {
            return SamplesTest.enricher("enrich-from-table.enricher.js");
        }

        @Override
        protected List<Signal> understandable() {
            return List.of(Signal.of("order").attribute("country", "AT").build());
        }
    }

    @Nested
    class Shop extends ConnectorKit {
        @Override
        protected Connector connector() {
            return SamplesTest.connector("shop.connector.js");
        }

        @Test
        void itHearsAnOrder() {
            MemoryConnection connection = new MemoryKernel().connect(connector(), settings());
            assertEquals(202, connection.post(text("fixtures/order.json")).status());
            Signal order = connection.signals().get(0);
            assertEquals("order-1001", order.externalId());
            assertEquals(59.9, order.attributes().get("total"));
            assertEquals(
                    Map.of("name", "Ada Lovelace", "points", 2150L),
                    order.attributes().get("profile"));
        }
    }

    @Nested
    class ShopSigned extends ConnectorKit {
        @Override
        protected Connector connector() {
            return SamplesTest.connector("shop-signed.connector.js");
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("secret", "s3cr3t-of-the-shop");
        }

        @Test
        void itHearsWhatIsSignedAndNothingElse() throws GeneralSecurityException {
            MemoryConnection connection = new MemoryKernel().connect(connector(), settings());
            String order = text("fixtures/order.json");
            String right = signed(order, "s3cr3t-of-the-shop");
            String wrong = signed(order, "another");
            assertThrows(AntiphonException.class, () -> connection.post(order));
            assertThrows(AntiphonException.class, () -> connection.post(order, Map.of("x-shop-signature", wrong)));
            assertEquals(0, connection.signals().size());
            assertEquals(
                    202,
                    connection.post(order, Map.of("x-shop-signature", right)).status());
            assertEquals("acme", connection.signals().get(0).attributes().get("brand"));
        }
    }

    private static String signed(String body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
