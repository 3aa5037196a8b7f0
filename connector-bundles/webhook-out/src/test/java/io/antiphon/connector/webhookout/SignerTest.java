package io.antiphon.connector.webhookout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aBodyIsSignedAsThePublishedVectorIs() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signer.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY));
    }

    @Test
    void eachSecretSigns() {
        String both = Signer.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw  whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);
        assertTrue(both.startsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,"), both);
        assertEquals(2, both.split(" ").length);
    }

    @Test
    void whatIsNoSecretIsFoundAndNotShown() {
        for (String wrong : List.of("hunter2", "whsec_", "whsec_***", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) {
            Problem problem = Signer.problems(wrong).get(0);
            assertEquals(Problem.Severity.ERROR, problem.severity(), wrong);
            assertFalse(problem.toString().contains(wrong) && wrong.length() > 6, problem::toString);
        }
        assertEquals(
                Problem.Severity.WARNING, Signer.problems("whsec_AAEC").get(0).severity());
        assertEquals(
                1, Signer.problems("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw bad").size());
        assertEquals(List.of(), Signer.problems("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }
}
