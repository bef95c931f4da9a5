package de.komcert.app.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence instead of a stack trace. */
final class FolderTakenAnalyzer extends AbstractFailureAnalyzer<FolderTaken> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FolderTaken cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
