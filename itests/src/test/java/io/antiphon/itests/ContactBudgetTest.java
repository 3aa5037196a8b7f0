package io.antiphon.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.harness.Distribution;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many want to write to one person at once, over several channels and by several names: no more than allowed leaves. */
@OneByOne
class ContactBudgetTest {

    private static final int MESSAGES = Integer.getInteger("antiphon.guards.messages", 200);
    private static final int CLIENTS = 50;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What one person is called on four channels. */
    private static final List<String> ADA = List.of(
            "{\"scheme\":\"email\",\"value\":\"ada@example.org\"}",
            "{\"scheme\":\"phone\",\"value\":\"+4915112345678\"}",
            "{\"scheme\":\"customer\",\"value\":\"4711\"}",
            "{\"scheme\":\"twitter\",\"value\":\"ada_l\"}");

    private final Outward outward = Outward.fresh();
    private final Distribution antiphon = outward.antiphon();
    private final FarEnds farEnds = outward.farEnds();
    private final OutboxCounts outbox = outward.outbox();

    /** As many are judged at the same time as there are clients. */
    @BeforeEach
    void start() throws Exception {
        Path etc = Files.createDirectories(antiphon.home().resolve("etc"));
        Files.writeString(etc.resolve("io.antiphon.outbox.cfg"), "at.once = " + (CLIENTS / CONNECTIONS + 1) + "\n");
        outward.start(CONNECTIONS);
        Answering.begin(antiphon);
    }

    @AfterEach
    void stop() {
        outward.close();
    }

    @Test
    void ofManyMessagesToOnePersonTwoLeaveThroughACrash() throws Exception {
        introduceAda();
        allowTwoAWeek("hold");
        farEnds.silent(true); // so that whatever leaves is still under way when the process dies
        AtomicInteger acknowledged = new AtomicInteger();
        CountDownLatch more = new CountDownLatch(1);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> offers = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                int message = i;
                offers.add(clients.submit(() -> {
                    if (message >= MESSAGES / 2) {
                        more.await();
                    }
                    offer(message);
                    return acknowledged.incrementAndGet();
                }));
            }
            antiphon.await("two are under way", PATIENCE, () -> farEnds.count() >= 2);
            more.countDown();
            antiphon.await("more is asked", PATIENCE, () -> acknowledged.get() > MESSAGES * 6 / 10);
            antiphon.kill();
            System.out.println("budget: killed with " + acknowledged + " of " + MESSAGES + " acknowledged and "
                    + farEnds.count() + " deliveries");
            farEnds.silent(false);
            antiphon.start();
            for (Future<?> offer : offers) {
                offer.get();
            }
        } finally {
            clients.shutdownNow();
        }
        Heard.settled(antiphon);
        antiphon.await("all but two are held", PATIENCE, () -> {
            int left = farEnds.actions().size();
            assertTrue(left <= 2, () -> left + " messages left");
            return outbox.rests(MESSAGES - 2);
        });
        antiphon.await("the reason can be read", PATIENCE, () -> outbox.reasons()
                .equals(Set.of("contact-budget: they have had 2 of promotion in 7 days")));
        assertEquals(2, farEnds.actions().size(), "messages that left");
        System.out.println("budget: 2 left in " + farEnds.count() + " deliveries");

        allowTwoAWeek("refuse");
        antiphon.await("the others are refused", PATIENCE, () -> outbox.pending() == 0);
        assertEquals(MESSAGES - 2, outbox.sum("refused"));
        assertEquals(2, farEnds.actions().size(), "messages that left");
    }

    /** Ada is known by more and more names, each told together with the one before. */
    private void introduceAda() {
        for (int i = 1; i < ADA.size(); i++) {
            Answering.post(
                    antiphon,
                    "{\"kind\":\"login\",\"text\":\"It is me\",\"identities\":[%s,%s]}"
                            .formatted(ADA.get(i - 1), ADA.get(i)));
        }
        antiphon.await("it is one person", PATIENCE, () -> {
            JsonNode found = Heard.get(antiphon, "/api/profiles?identity=email:ada@example.org")
                    .get("items");
            return found.size() == 1 && found.get(0).get("identities").size() == ADA.size();
        });
    }

    private void allowTwoAWeek(String beyond) {
        HttpResponse<String> answer = antiphon.put("/api/outbound/settings", """
                {"consent":{"promotion":"allow"},"quiet":{"purposes":[]},
                 "budget":{"allowances":[{"purposes":["promotion"],"most":2,"days":7}],"beyond":"%s"}}""".formatted(beyond));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /** Offers a signal that is answered with a promotion, until that is acknowledged. */
    private void offer(int message) {
        String signal = Answering.signal(
                "ad" + message,
                ADA.get(message / CONNECTIONS % ADA.size()),
                "out" + message % CONNECTIONS,
                "promotion");
        antiphon.await(
                "message " + message + " is acknowledged",
                PATIENCE,
                () -> antiphon.post("/api/signals", signal).statusCode() == 202);
    }
}
