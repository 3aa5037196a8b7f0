package io.antiphon.http;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer tells a browser not to do. */
final class SecurityHeaders {

    /** For a page: only its own files, no inline script, no frame around it. */
    static final String PAGE_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void put(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", DATA_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }
}
