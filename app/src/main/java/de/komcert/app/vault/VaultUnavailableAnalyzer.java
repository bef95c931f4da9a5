package de.komcert.app.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refused start as the sentence it was refused with, instead of a page of stack trace. */
final class VaultUnavailableAnalyzer extends AbstractFailureAnalyzer<VaultUnavailable> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, VaultUnavailable cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
