// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/LearningApi/SearchEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search for enrollments by filtering on specific properties
         * @description At least one user id or organization id is required; both may be given. Results can also be filtered by other fields, such as the dates of enrollment and completion. Results are ordered by enrollment date, earliest first. Permissions: View Section Enrollments and View Training Plan Enrollments in the organization that owns the user or in the organization of the enrollment. If organizations are listed, in all of them.
         */
        post: operations["SearchEnrollments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List section enrollments
         * @description At least one of subscriber_id, syllabus_id, enrollment_id and syllabus_unique_name must be given. (The vendor's client also gets all section enrollments of a user with org_id and user_id alone: certain.) user_id and subscriber_id exclude each other. syllabus_id and enrollment_id require org_id. Results are ordered by enrollment date, most recent first. Permissions: View Section Enrollments in the given organization or an ancestor, or in that of the subscription, or in that of the enrollment's subscription.
         */
        get: operations["GetSectionEnrollments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlanEnrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List training plan enrollments
         * @description At least one of subscriber_id, user_id, syllabus_id, enrollment_id and syllabus_unique_name must be given. user_id and subscriber_id exclude each other (certain, although the reference says so for section enrollments only). syllabus_id and enrollment_id require org_id. Results are ordered by enrollment date, most recent first. Permissions: View Training Plan Enrollments in the given organization or an ancestor, or in that of the subscription, or in that of the enrollment's subscription.
         */
        get: operations["GetTrainingPlanEnrollments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCustomEnrollmentFields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the custom enrollment fields of an organization
         * @description All custom enrollment fields available to an organization, or the one with the given id. An unknown id fails with CustomFieldNotFound. Not paged.
         */
        get: operations["GetCustomEnrollmentFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetDefaultCustomEnrollmentFieldSetting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the default of a custom enrollment field
         * @description The default value of a custom enrollment field in an organization, optionally for one syllabus. JSON null if there is no default (certain). An unknown id fails with CustomFieldNotFound.
         */
        get: operations["GetDefaultCustomEnrollmentFieldSetting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCustomEnrollmentFieldValues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the custom field values of an enrollment
         * @description Dates are in UTC. Valid combinations of arguments: enrollment_id; subscriber_id and syllabus_id; enrollment_id and key; subscriber_id, syllabus_id and key. Not paged. Permissions: View Section Enrollments in the enrollment's organization.
         */
        get: operations["GetCustomEnrollmentFieldValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/SetCustomEnrollmentFieldValues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set custom field values of an enrollment
         * @description A write. An unknown key is reported in a 200 with error true and a message, not as a failure (certain). Permissions: Update Section Enrollments in the organization of the enrollment's subscription.
         */
        post: operations["SetCustomEnrollmentFieldValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/DropEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drop an enrollment
         * @description A write, although it is a GET: never retry or prefetch it. Leaves a drop record on the user's transcript. Permissions: Drop Section Enrollments or Drop Training Plan Enrollments in the enrollment's organization or an ancestor.
         */
        get: operations["DropEnrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/DeleteEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Delete an enrollment
         * @description A write, although it is a GET: never retry or prefetch it. A deleted enrollment is no longer visible on the user's transcript, but leaves a deleted record that administrators see. Permissions: Delete Section Enrollments or Drop Training Plan Enrollments in the enrollment's organization or an ancestor. Customer service can delete section enrollments, system operators training plan enrollments.
         */
        get: operations["DeleteEnrollment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/CreateEnrollment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enroll a user in a section or training plan
         * @description A write. The syllabus is given by its id or its unique name. HTTP 409 reports duplicates and entities that were not found. Permissions: Update Section Enrollments or Update Training Plan Enrollments, depending on the syllabus, in the given organization or an ancestor; also Add Subscriptions and Add Memberships if the user has none yet. A membership is required in the organization of the syllabus or in one that the catalog is shared with.
         */
        post: operations["CreateEnrollment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignmentStatuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assignment statuses of a section enrollment
         * @description Give either enrollment_id, or subscription_id and section_id. assignment_id is an optional filter. Results are ordered by the date the status was created, most recent first. Permissions: View Enrollments in the organization of the enrollment or subscription or an ancestor.
         */
        get: operations["GetAssignmentStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCertificateUrl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the certificate URL of a completed enrollment
         * @description If the enrollment was deleted, the certificate is looked up in the transcript record of that enrollment.
         */
        get: operations["GetCertificateUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one section
         * @description Either product_id or syllabus_id must be given, but not both.
         */
        get: operations["GetSection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get many sections
         * @description The sections with the given ids. Unknown ids are omitted without an error, a repeated id returns one section, and the order is not specified. (All certain.) Not paged.
         */
        post: operations["GetSections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the description of a section */
        get: operations["GetSectionDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetSectionObjectives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the objectives of a section */
        get: operations["GetSectionObjectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetStudentSessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List a student's sessions in section assignments
         * @description A session accounts for the time that a student spends in an assignment. After more than 10 minutes without activity, the next activity starts a new session. The page is requested in the body. Permissions: Can View Enrollments in the given organization.
         */
        post: operations["GetStudentSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one training plan
         * @description Found by its id or by the id of a product under which a catalog offers it.
         */
        get: operations["GetTrainingPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTrainingPlanDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the description of a training plan */
        get: operations["GetTrainingPlanDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assignments of a section
         * @description Ordered by display order, lowest first, then by the date they were added, oldest first.
         */
        get: operations["GetAssignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one assignment */
        get: operations["GetAssignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetAssignmentInstructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the instructions of an assignment
         * @description The text is the raw VTL template, not rendered.
         */
        get: operations["GetAssignmentInstructions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetOrganizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an organization and its descendants
         * @deprecated
         * @description Obsolete: use GetOrganizations of the AdminApi instead. The organization with the given id or short name and its descendants, ordered alphabetically by name.
         */
        get: operations["GetOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List the catalogs of a group or organization
         * @description Ordered alphabetically by the name of the catalog.
         */
        post: operations["GetCatalogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one catalog */
        get: operations["GetCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogDescription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the description of a catalog */
        get: operations["GetCatalogDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogCreditHours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the credit hours of a catalog */
        get: operations["GetCatalogCreditHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCategories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the categories of a catalog
         * @description Ordered by the date the category was created, most recent first.
         */
        get: operations["GetCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCatalogSyllabi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sections and training plans of a catalog
         * @description Ids, names and kinds of the syllabi in the catalog, ordered alphabetically by title.
         */
        get: operations["GetCatalogSyllabi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCategorySyllabi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sections and training plans of a category
         * @description Ids, names and kinds of the syllabi in the category, ordered alphabetically by title.
         */
        get: operations["GetCategorySyllabi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetTestAttempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the test attempts of an enrollment at an assignment
         * @deprecated
         * @description Obsolete: use GetTestAttempts of the AssessmentApi instead. Ordered by attempt index, highest (most recent) first. Permissions: View Section Enrollments or Update Section Enrollments in the enrollment's organization or an ancestor, or being an instructor of the section that the assignment is in.
         */
        get: operations["GetTestAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/LearningApi/GetCmiData": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List SCORM data of an enrollment at an assignment
         * @deprecated
         * @description Obsolete: use GetCmiData of the ScormApi instead. Values of the given SCORM CMI elements, one entry for each SCO, ordered alphabetically by SCO id. Permissions: View Section Enrollments in the enrollment's organization or an ancestor.
         */
        post: operations["GetCmiData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/AdminApi/Authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an access token (certain)
         * @description Signs in with user name and password. It is unknown whether earlier tokens stay valid.
         */
        post: operations["Authenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/AdminApi/ValidateAccessToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Validate an access token (certain) */
        get: operations["ValidateAccessToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How the API reports success, warnings and failure inside a body. Absent means success. */
        ApiError: {
            /** @description NoError=0; (certain). Anything else is a failure, also with HTTP status 200. UnknownError, AuthenticationError, ItemNotFound, SubscriptionNotFound and CustomFieldNotFound exist; their numbers are unknown. */
            error_code: number;
            /** @description Human-readable reason. */
            error_message?: string | null;
            /** @description Warnings, which may accompany a success. */
            warning_messages?: string[];
        };
        /** @description Body of every response other than 200, also of operations whose 200 is an array. */
        ErrorResponse: {
            api_error_entity: components["schemas"]["ApiError"];
        };
        /** @description The account that signs in. */
        AuthenticateRequest: {
            username: string;
            password: string;
            /**
             * @description Always "password".
             * @enum {string}
             */
            grant_type: "password";
            /**
             * Format: date-time
             * @description When the token expires, instead of after its default lifetime.
             */
            utc_expiration_date?: string;
        };
        /** @description An access token. */
        AuthenticateResponse: {
            /**
             * Format: uuid
             * @description The access_token of other operations.
             */
            access_token?: string;
            /** @description Its values are unknown. */
            token_type?: string;
            /** @description Lifetime of the token in seconds, by default 3600 (likely). Absent if the request gave a date. */
            expires_in?: number;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The result of the validation of an access token. */
        ValidateAccessTokenResponse: {
            /**
             * Format: date-time
             * @description When the token expires.
             */
            utc_expiration_date?: string | null;
            /** @description What is wrong with the token. Not empty if the token is not valid (likely). */
            error_message?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Filter of a search for enrollments. All conditions must match. At least one user id or organization id is required. An empty list is ignored. */
        SearchEnrollmentsRequest: {
            /** @description Only enrollments of any of these users. */
            user_ids?: string[];
            /** @description Only enrollments in syllabi with any of these unique names. */
            syllabus_unique_names?: string[];
            /** @description Only enrollments in any of these organizations. */
            org_ids?: string[];
            /** @description Only enrollments with any of these ids. */
            enrollment_ids?: string[];
            /**
             * Format: date-time
             * @description Only enrollments whose last activity was before this time.
             */
            utc_activity_before?: string;
            /**
             * Format: date-time
             * @description Only enrollments whose last activity was after this time.
             */
            utc_activity_after?: string;
            /**
             * Format: date-time
             * @description Only enrollments created before this time.
             */
            utc_enrolled_before?: string;
            /**
             * Format: date-time
             * @description Only enrollments created after this time.
             */
            utc_enrolled_after?: string;
            /**
             * Format: date-time
             * @description Only enrollments completed before this time.
             */
            utc_completed_before?: string;
            /**
             * Format: date-time
             * @description Only enrollments completed after this time.
             */
            utc_completed_after?: string;
            /** @description Only enrollments in any of these sections and training plans. */
            syllabus_ids?: string[];
        };
        /** @description One page of a search for enrollments. */
        SearchEnrollmentsResponse: {
            /** @description The enrollments of this page, by enrollment date, earliest first. */
            enrollments?: components["schemas"]["EnrollmentSearchItem"][];
            /** @description Number of this page, from 1. */
            page?: number | null;
            /** @description Number of items on a page. */
            page_size?: number | null;
            /** @description Number of items on all pages. */
            total_count?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description An enrollment as a search returns it. It does not say whether it is in a section or a training plan. */
        EnrollmentSearchItem: {
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the user was enrolled.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When the enrollment starts. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the section or training plan that the user is enrolled in.
             */
            syllabus_id: string;
            /** @description Code of the result. NotGraded=0; (likely). Passing and Failing are 1 and 2 in an unknown order. */
            result: number;
            /** @description Code of the phase. NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user who is enrolled.
             */
            user_id: string;
        };
        /** @description A user's enrollment in a section. */
        SectionEnrollment: {
            /** @description The section that the user is enrolled in. May be absent. */
            section?: components["schemas"]["Section"];
            /** @description Day of the month of the enrollment. */
            enrollment_day?: number | null;
            /** @description Month of the enrollment, 1 to 12. */
            enrollment_month?: number | null;
            /** @description Year of the enrollment. */
            enrollment_year?: number | null;
            /**
             * Format: uuid
             * @description Id of the subscription, a tie between user and organization, that the enrollment belongs to.
             */
            subscription_id?: string | null;
            /** @description Title of the section. */
            title?: string | null;
            /** @description Number of the section. */
            number?: string | null;
            /** @description How many assignments there are. */
            assignment_count?: number | null;
            /** @description How many of them the user has completed. */
            completed_assignment_count?: number | null;
            /** @description Share of assignments that the user has completed, in percent. May have decimals. */
            percent_assignments_complete?: number | null;
            /** @description Score so far, by weight of assignment. May have decimals. */
            weighted_score?: number | null;
            /** @description Highest score that can be reached, by weight of assignment. May have decimals. */
            max_weighted_score?: number | null;
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the user was enrolled.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When the enrollment starts. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment expires.
             */
            expiration_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment was completed.
             */
            completion_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the section that the user is enrolled in.
             */
            syllabus_id: string;
            /** @description Unique name of the section. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When the user was first active in it.
             */
            first_activity_date?: string | null;
            /**
             * Format: date-time
             * @description When the user was last active in it.
             */
            last_activity_date?: string | null;
            /** @description Code of the result. NotGraded=0; (likely). Passing and Failing are 1 and 2 in an unknown order. */
            result: number;
            /** @description Code of the phase. NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user who is enrolled.
             */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A user's enrollment in a training plan. */
        TrainingPlanEnrollment: {
            /**
             * Format: uuid
             * @description Id of the subscription, a tie between user and organization, that the enrollment belongs to.
             */
            subscription_id?: string | null;
            /** @description Name of the training plan. */
            name?: string | null;
            /** @description Share of requirements that are fulfilled, in percent. May have decimals. */
            percent_requirements_fulfilled?: number | null;
            /** @description Key of the registration with ed2go, a provider of courses. */
            ed2go_registration_key?: string | null;
            /** @description Average score. May have decimals. */
            average_score?: number | null;
            /** @description Grade point average. May have decimals. */
            grade_point_average?: number | null;
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /**
             * Format: date-time
             * @description When the user was enrolled.
             */
            enrollment_date: string;
            /**
             * Format: date-time
             * @description When the enrollment starts. Missing on older servers (likely).
             */
            start_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment expires.
             */
            expiration_date?: string | null;
            /**
             * Format: date-time
             * @description When the enrollment was completed.
             */
            completion_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the training plan that the user is enrolled in.
             */
            syllabus_id: string;
            /** @description Unique name of the training plan. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When the user was first active in it.
             */
            first_activity_date?: string | null;
            /**
             * Format: date-time
             * @description When the user was last active in it.
             */
            last_activity_date?: string | null;
            /** @description Code of the result. NotGraded=0; (likely). Passing and Failing are 1 and 2 in an unknown order. */
            result: number;
            /** @description Code of the phase. NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase: number;
            /**
             * Format: uuid
             * @description Id of the user who is enrolled.
             */
            user_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A field that an organization adds to enrollments. */
        CustomEnrollmentField: {
            /**
             * Format: uuid
             * @description Id of the field.
             */
            field_id: string;
            /** @description Name as administrators see it. */
            name?: string | null;
            /** @description Key to read and set values. */
            key?: string;
            /** @description What the field is for. */
            description?: string | null;
            /** @description Type of the field. Eight types exist: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly, SelectCheckbox. The numbers are not published. */
            type?: number | null;
            /**
             * Format: uuid
             * @description Id of the organization that the field belongs to.
             */
            org_id?: string;
            /** @description Short name of that organization. */
            org_short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The default of a custom enrollment field. */
        DefaultCustomEnrollmentFieldSetting: {
            /**
             * Format: uuid
             * @description Id of the field.
             */
            field_id: string;
            /** @description Name of the field. */
            name?: string | null;
            /** @description Key of the field. */
            key?: string;
            /** @description Value of enrollments without a value of their own. */
            default_value?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization that set the default.
             */
            setting_org_id?: string | null;
            /** @description Short name of that organization. */
            setting_org_short_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization that the field belongs to.
             */
            field_org_id?: string | null;
            /** @description Short name of that organization. */
            field_org_short_name?: string | null;
            /** @description Type of the field. Eight types exist: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly, SelectCheckbox. The numbers are not published. */
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The value of a custom enrollment field of one enrollment. */
        CustomEnrollmentFieldValue: {
            /** @description Name of the field. */
            name?: string | null;
            /** @description Key of the field. */
            key?: string;
            /** @description The value as text, for every type of field. Dates are in UTC. */
            value?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization. The reference does not say whether it belongs to the field or to the value.
             */
            org_id?: string | null;
            /** @description Short name of that organization. */
            org_short_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization that the value is inherited from. Absent if it is not inherited.
             */
            inherited_from_org_id?: string | null;
            /** @description Short name of that organization. */
            inherited_from_org_short_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the field.
             */
            field_id: string;
            /** @description Type of the field. Eight types exist: Text, DateTime, Boolean, Numeric, Email, SelectDropDown, DateOnly, SelectCheckbox. The numbers are not published. */
            type?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Values to set for one enrollment. */
        SetCustomEnrollmentFieldValuesRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment to set values of.
             */
            enrollment_id: string;
            /** @description The values by the key of their field. (Certain, although only the example shows it.) */
            custom_enrollment_field_values: {
                [key: string]: string;
            };
        };
        /** @description The result of setting values. */
        SetCustomEnrollmentFieldValuesResponse: {
            /** @description True if something went wrong, such as an unknown key. */
            error?: boolean | null;
            /** @description The reason. */
            message?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The result of dropping or deleting an enrollment. */
        DropOrDeleteEnrollmentResponse: {
            /**
             * Format: uuid
             * @description Id of the enrollment.
             */
            enrollment_id: string;
            /** @description True if it was dropped or deleted. */
            is_dropped_or_deleted?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The user, and the section or training plan, given by syllabus_id or by syllabus_unique_name. */
        CreateEnrollmentRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment's organization.
             */
            org_id: string;
            /**
             * Format: uuid
             * @description Id of the user to enroll.
             */
            user_id: string;
            /**
             * Format: uuid
             * @description Id of the section or training plan to enroll in.
             */
            syllabus_id?: string;
            /** @description Unique name of the section or training plan to enroll in. */
            syllabus_unique_name?: string;
            /** @description Ids of the groups to give the user a membership in; may be empty. */
            membership_group_ids: string[];
        };
        /** @description The new enrollment. */
        CreateEnrollmentResponse: {
            /**
             * Format: uuid
             * @description Id of the new enrollment.
             */
            enrollment_id: string;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The progress of an enrollment in one assignment of its section. */
        AssignmentStatus: {
            /**
             * Format: uuid
             * @description Id of the status.
             */
            assignment_status_id: string;
            /** @description Code of the phase. NotStarted=0; InProgress=1; Finished=2; (likely) */
            phase?: number | null;
            /** @description Code of the result. NotGraded=0; (likely). Passing and Failing are 1 and 2 in an unknown order. */
            result?: number | null;
            /** @description Why the assignment has to be submitted again. */
            resubmit_required_reason?: string | null;
            /** @description True if an administrator has overridden the result. */
            academic_override?: boolean | null;
            /** @description Why an administrator has overridden the result. */
            academic_override_reason?: string | null;
            /**
             * Format: date-time
             * @description When the status was created.
             */
            utc_creation_date?: string | null;
            /**
             * Format: date-time
             * @description When the user was first active in the assignment.
             */
            utc_first_activity_date?: string | null;
            /**
             * Format: date-time
             * @description When the user was last active in the assignment.
             */
            utc_last_activity_date?: string | null;
            /**
             * Format: date-time
             * @description When the user completed the assignment.
             */
            utc_completion_date?: string | null;
            /**
             * Format: uuid
             * @description Id of the administrator who has overridden the result.
             */
            academic_override_admin_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the user who gave the grade.
             */
            grade_given_by_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the assignment.
             */
            assignment_id: string;
            /**
             * Format: uuid
             * @description Id of the section enrollment.
             */
            enrollment_id: string;
            /**
             * Format: uuid
             * @description Id of the user who is enrolled.
             */
            user_id: string;
            /** @description Score of the enrollment. May have decimals. */
            enrollment_score?: number | null;
            /** @description Highest score of the enrollment. May have decimals. */
            enrollment_max_score?: number | null;
            /** @description Score in the assignment. May have decimals. */
            assignment_score?: number | null;
            /** @description Highest score in the assignment. May have decimals. */
            assignment_max_score?: number | null;
            /** @description Score at which the assignment is mastered. May have decimals. */
            assignment_mastery_score?: number | null;
            /** @description Weight of the assignment. May have decimals. */
            assignment_weight?: number | null;
            /** @description Score in the assignment by its weight. May have decimals. */
            assignment_weighted_score?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The certificate of a completed enrollment. */
        CertificateUrl: {
            /** @description URL of the certificate file. */
            certificate_url?: string | null;
            /** @description True if the certificate can be fetched. */
            certificate_ready?: boolean | null;
            /** @description True if no certificate is assigned. */
            certificate_not_assigned?: boolean | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A section: a syllabus of assignments that users are enrolled in. */
        Section: {
            /**
             * Format: uuid
             * @description Repeats the id of the section. Only GetSections sends it.
             */
            id?: string | null;
            /** @description Number of the section. */
            section_number?: string | null;
            /** @description Continuing education units, as text such as ".2 CEUs". */
            section_ceus?: string | null;
            /** @description Duration, as text such as "2 hours". */
            section_duration?: string | null;
            /**
             * Format: uuid
             * @description Id of the section.
             */
            syllabus_id: string;
            /** @description Title as learners see it. */
            title?: string | null;
            /** @description Unique name among syllabi. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            utc_date_created?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            utc_date_last_modified?: string | null;
            /** @description True if it is hidden. */
            hidden?: boolean | null;
            /** @description True if students get no certificate. */
            disable_certificates_for_student?: boolean | null;
            /** @description True if enrollments may be dropped. */
            allow_drops?: boolean | null;
            /** @description True if new members are enrolled automatically. */
            auto_enroll_new_members?: boolean | null;
            /** @description True if an enrollment ends a fixed time after it starts. */
            end_after_period_from_enrollment_start?: boolean | null;
            /** @description How long an enrollment lasts. The reference names no unit. */
            enrollment_duration?: number | null;
            /**
             * Format: date-time
             * @description When enrollment opens.
             */
            enrollment_start?: string | null;
            /**
             * Format: date-time
             * @description When enrollment closes.
             */
            enrollment_end?: string | null;
            /**
             * Format: date-time
             * @description Last date on which an enrollment may be dropped.
             */
            final_drop_date?: string | null;
            /**
             * Format: date-time
             * @description When the training starts.
             */
            training_start?: string | null;
            /**
             * Format: date-time
             * @description When the training ends.
             */
            training_end?: string | null;
            /** @description True if users cannot be enrolled manually. */
            disable_manual_enrollment?: boolean | null;
            /** @description Credit hours earned. May have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Which sections to get. */
        GetSectionsRequest: {
            /** @description Ids of the sections. */
            sections: string[];
        };
        /** @description The sections that were found. */
        GetSectionsResponse: {
            /** @description The sections, in an unspecified order. */
            sections?: components["schemas"]["Section"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The description of a section. */
        SectionDescription: {
            /** @description The description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The objectives of a section. */
        SectionObjectives: {
            /** @description The objectives. */
            objectives?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Which page to get. */
        Paging: {
            /** @description Number of the page, from 1. */
            page?: number | null;
            /** @description Number of items on a page. Null or below 1 means 30; above 1000 means 1000 (likely). */
            per_page?: number | null;
        };
        /** @description Which of a student's sessions to get. */
        GetStudentSessionsRequest: {
            /**
             * Format: uuid
             * @description Id of the student.
             */
            user_id: string;
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id: string;
            /**
             * Format: uuid
             * @description Only sessions in this section.
             */
            section_id?: string;
            /**
             * Format: date-time
             * @description Start of the period.
             */
            from_date: string;
            /**
             * Format: date-time
             * @description End of the period.
             */
            to_date?: string;
            /** @description The page. (Certain, although only the example shows it.) */
            paging?: components["schemas"]["Paging"];
        };
        /** @description One page of a student's sessions. */
        GetStudentSessionsResponse: {
            /** @description The sessions of this page. */
            sessions?: components["schemas"]["StudentSession"][];
            /** @description Number of this page, from 1. */
            page?: number | null;
            /** @description Number of items on a page. */
            page_size?: number | null;
            /** @description Number of items on all pages. */
            total_count?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A period that a student spent in an assignment. Its fields are not published: pass it on unchanged. */
        StudentSession: {
            [key: string]: unknown;
        };
        /** @description A training plan: a syllabus of requirements that users are enrolled in. */
        TrainingPlan: {
            /**
             * Format: uuid
             * @description Id of the organization that the training plan belongs to.
             */
            org_id?: string | null;
            /** @description Name of the training plan. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Id of the requirement at the top of the training plan.
             */
            root_requirement_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the training plan.
             */
            syllabus_id: string;
            /** @description Title as learners see it. */
            title?: string | null;
            /** @description Unique name among syllabi. */
            unique_name?: string | null;
            /**
             * Format: date-time
             * @description When it was created.
             */
            utc_date_created?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            utc_date_last_modified?: string | null;
            /** @description True if it is hidden. */
            hidden?: boolean | null;
            /** @description True if students get no certificate. */
            disable_certificates_for_student?: boolean | null;
            /** @description True if enrollments may be dropped. */
            allow_drops?: boolean | null;
            /** @description True if new members are enrolled automatically. */
            auto_enroll_new_members?: boolean | null;
            /** @description True if an enrollment ends a fixed time after it starts. */
            end_after_period_from_enrollment_start?: boolean | null;
            /** @description How long an enrollment lasts. The reference names no unit. */
            enrollment_duration?: number | null;
            /**
             * Format: date-time
             * @description When enrollment opens.
             */
            enrollment_start?: string | null;
            /**
             * Format: date-time
             * @description When enrollment closes.
             */
            enrollment_end?: string | null;
            /**
             * Format: date-time
             * @description Last date on which an enrollment may be dropped.
             */
            final_drop_date?: string | null;
            /**
             * Format: date-time
             * @description When the training starts.
             */
            training_start?: string | null;
            /**
             * Format: date-time
             * @description When the training ends.
             */
            training_end?: string | null;
            /** @description True if users cannot be enrolled manually. */
            disable_manual_enrollment?: boolean | null;
            /** @description Credit hours earned. May have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The description of a training plan. */
        TrainingPlanDescription: {
            /** @description The description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description An assignment of a section. */
        Assignment: {
            /**
             * Format: uuid
             * @description Id of the assignment.
             */
            assignment_id: string;
            /** @description Title as learners see it. */
            title?: string | null;
            /** @description Planned hours for the assignment. May have decimals. */
            pacing_duration_hours?: number | null;
            /** @description Weight of the assignment in the score of the section. May have decimals. */
            weight?: number | null;
            /** @description Late penalty. May have decimals. */
            due_date_deduction?: number | null;
            /** @description What happens after the due date: TakeNoAction, ApplyPenalty or FailAfterDueDate. The numbers are not published. */
            due_date_strategy?: number | null;
            /**
             * Format: date-time
             * @description When the assignment is due.
             */
            utc_due_date?: string | null;
            /**
             * Format: date-time
             * @description When learners can start the assignment.
             */
            utc_start_date?: string | null;
            /** @description Hours of lock-out. May have decimals. */
            lock_out_hours?: number | null;
            /**
             * Format: date-time
             * @description When the assignment was last changed.
             */
            utc_date_modified?: string | null;
            /**
             * Format: date-time
             * @description When the assignment was added to the section.
             */
            utc_date_added?: string | null;
            /** @description How it is graded: Internal, ManuallyGraded or NoGrade. The numbers are not published. */
            grading_strategy?: number | null;
            /** @description Highest score. May have decimals. */
            max_score?: number | null;
            /** @description Score at which the assignment is mastered. May have decimals. */
            mastery_score?: number | null;
            /** @description Position in the section, lowest first. */
            display_order?: number | null;
            /** @description Type of the assignment, as text. */
            assignment_type?: string | null;
            /** @description Maximum number of attempts. */
            attempt_limit?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The instructions of an assignment. */
        AssignmentInstructions: {
            /** @description The instructions as a raw VTL template. */
            assignment_instructions?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description An organization. */
        Organization: {
            /**
             * Format: uuid
             * @description Id of the organization.
             */
            org_id: string;
            /** @description Name of the organization. */
            name?: string | null;
            /** @description Short name of the organization. */
            short_name?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Which catalogs to get. */
        GetCatalogsRequest: {
            /**
             * Format: uuid
             * @description Id of the group or organization.
             */
            group_id: string;
            /**
             * @description Only catalogs with this publishing model. Default: all. AvailableToMembers=0; ForSaleInMarketPlace=1; Hidden=2; (certain)
             * @enum {integer}
             */
            publishing_model?: 0 | 1 | 2;
            /**
             * @description Only catalogs with this access, by default shared ones. Shared=0; Owned=1; Both=2; (certain)
             * @enum {integer}
             */
            catalog_access_option?: 0 | 1 | 2;
        };
        /** @description One page of catalogs. Totals come in response headers. */
        GetCatalogsResponse: {
            /** @description The catalogs of this page, by name. */
            catalogs?: components["schemas"]["Catalog"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A catalog: sections and training plans offered together. */
        Catalog: {
            /**
             * Format: uuid
             * @description Id of the organization that the catalog belongs to.
             */
            org_id?: string | null;
            /** @description Name of that organization. */
            org_name?: string | null;
            /** @description Short name of that organization. */
            org_short_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the catalog.
             */
            catalog_id: string;
            /** @description True if the catalog is enabled. */
            is_enabled?: boolean | null;
            /** @description Name of the catalog. */
            name?: string | null;
            /**
             * Format: date-time
             * @description When the catalog was created.
             */
            date_created?: string | null;
            /**
             * Format: uuid
             * @description Id of the user who owns the catalog.
             */
            owner_id?: string | null;
            /** @description Name of the user who owns the catalog. */
            owner_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the user who last changed the catalog.
             */
            modified_by_id?: string | null;
            /**
             * Format: date-time
             * @description When the catalog was last changed.
             */
            last_modified?: string | null;
            /** @description How the catalog is priced. None=0; ChargePerHour=1; ChargePerItem=2; (likely) */
            pricing_model?: number | null;
            /** @description How long access lasts; likely d.hh:mm:ss (a guess: treat it as text). */
            access_time_limit?: string | null;
            /** @description Who can get the catalog. AvailableToMembers=0; ForSaleInMarketPlace=1; Hidden=2; (certain) */
            publishing_model?: number | null;
        };
        /** @description The description of a catalog. */
        CatalogDescription: {
            /** @description The description. */
            description?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The credit hours of a catalog. */
        CatalogCreditHours: {
            /** @description Credit hours. May have decimals. */
            credit_hours?: number | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A category of a catalog. Categories can contain categories. */
        Category: {
            /**
             * Format: uuid
             * @description Id of the category.
             */
            category_id: string;
            /** @description Name of the category. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Id of the catalog that the category is in.
             */
            catalog_id: string;
            /**
             * Format: uuid
             * @description Id of the organization that the category belongs to.
             */
            org_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the parent category. Absent at the top.
             */
            parent_category_id?: string | null;
            /**
             * Format: date-time
             * @description When the category was created.
             */
            date_created?: string | null;
        };
        /** @description A section or training plan as a catalog offers it. */
        CatalogSyllabus: {
            /**
             * Format: uuid
             * @description Id of the section or training plan.
             */
            syllabus_id: string;
            /** @description Title of the section or training plan. */
            syllabus_name?: string | null;
            /** @description The kind. Section=0; TrainingPlan=1; (certain) */
            syllabus_type?: number | null;
            /**
             * Format: uuid
             * @description Id of the product under which the catalog offers it.
             */
            product_id?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description A learner's attempt at a test. */
        TestAttempt: {
            /**
             * Format: uuid
             * @description Id of the attempt.
             */
            attempt_id: string;
            /** @description Number of the attempt; the highest is the most recent. */
            attempt_index?: number | null;
            /**
             * Format: date-time
             * @description When the attempt was started.
             */
            start_date?: string | null;
            /**
             * Format: date-time
             * @description When the time left was last recorded.
             */
            last_time_left_update?: string | null;
            /**
             * Format: date-time
             * @description When the attempt was finished.
             */
            finish_date?: string | null;
            /** @description True if the attempt may be opened again. */
            allow_relaunch?: boolean | null;
            /** @description Time left; likely d.hh:mm:ss (a guess: treat it as text). */
            time_left?: string | null;
            /** @description How many questions the test has. */
            num_questions?: number | null;
            /** @description True if the attempt is complete. */
            is_complete?: boolean | null;
            /** @description Score. May have decimals. */
            score?: number | null;
            /** @description Comments on the attempt. */
            comments?: string | null;
            /** @description The proctor of the attempt. May be absent. */
            proctor_response_item?: components["schemas"]["ProctorResponse"];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description The proctoring of a test attempt. */
        ProctorResponse: {
            /**
             * Format: uuid
             * @description Id of the proctor.
             */
            proctor_id?: string | null;
            /**
             * Format: uuid
             * @description Id of the user who is the proctor.
             */
            proctor_user_id?: string | null;
            /** @description Code of the proctor. */
            proctor_code?: string | null;
            /** @description First name of the proctor. */
            proctor_first_name?: string | null;
            /** @description Last name of the proctor. */
            proctor_last_name?: string | null;
            /**
             * Format: uuid
             * @description Id of the organization's access code.
             */
            organization_access_code_id?: string | null;
            /** @description Access code that was used. */
            access_code?: string | null;
            /**
             * Format: date-time
             * @description When the attempt was proctored.
             */
            date_proctored?: string | null;
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description Which SCORM CMI data to get. */
        GetCmiDataRequest: {
            /**
             * Format: uuid
             * @description Id of the enrollment to get SCORM data of.
             */
            enrollment_id: string;
            /**
             * Format: uuid
             * @description Id of the assignment to get SCORM data of.
             */
            assignment_id: string;
            /** @description Names of the CMI elements to get data of. */
            cmi_element_names: string[];
        };
        /** @description A SCO, the smallest piece of SCORM content that can be launched, with data that was recorded in it. */
        Sco: {
            /** @description Title of the SCO. */
            title?: string | null;
            /** @description Id of the SCO: a text, not a UUID. */
            sco_id: string;
            /**
             * Format: date-time
             * @description When the SCO was started.
             */
            start_date_utc?: string | null;
            /**
             * Format: date-time
             * @description When the SCO was left.
             */
            exit_date_utc?: string | null;
            /** @description The requested elements. */
            cmi_fields?: components["schemas"]["CmiField"][];
            api_error_entity?: components["schemas"]["ApiError"];
        };
        /** @description One SCORM CMI element. */
        CmiField: {
            /** @description Name of the element. */
            cmi_element_name?: string | null;
            /** @description Its value. */
            cmi_element_value?: string | null;
            /** @description Why there is no value. */
            error_message?: string | null;
        };
    };
    responses: {
        /** @description The holder of the token does not have the permission. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Something that the request refers to does not exist (there is no 404), or the thing to create exists already. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The request is not valid. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
        AccessToken: string;
        /** @description Number of the page, from 1. */
        Page: number;
        /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
        PerPage: number;
    };
    requestBodies: never;
    headers: {
        /** @description Number of items on all pages. (Certain for GetSectionEnrollments, GetCatalogSyllabi, GetCatalogs and SearchEnrollments, likely for the other paged operations.) */
        TotalCount: number;
        /** @description Number of items on a page, after the server applied its limits. */
        PerPage: number;
        /** @description Number of this page, from 1. */
        Page: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    SearchEnrollments: {
        parameters: {
            query: {
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /**
                 * @deprecated
                 * @description Obsolete, for old clients: use per_page.
                 */
                paer_page?: number;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to search for. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchEnrollmentsRequest"];
            };
        };
        responses: {
            /** @description One page of the enrollments found. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchEnrollmentsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionEnrollments: {
        parameters: {
            query: {
                /** @description Id of the organization to check permissions in; needed with syllabus_id and enrollment_id. */
                org_id?: string;
                /** @description Id of the subscription that the section enrollments belong to (likely what responses call subscription_id). */
                subscriber_id?: string;
                /** @description Id of the user. If given, subscriber_id must not be sent. */
                user_id?: string;
                /** @description Id of the section that the enrollments are in. */
                syllabus_id?: string;
                /** @description Id of one section enrollment. */
                enrollment_id?: string;
                /** @description Unique name of the section that the enrollments are in. */
                syllabus_unique_name?: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of section enrollments. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionEnrollment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlanEnrollments: {
        parameters: {
            query: {
                /** @description Id of the organization to check permissions in; needed with syllabus_id and enrollment_id. */
                org_id?: string;
                /** @description Id of the subscription that the training plan enrollments belong to (likely what responses call subscription_id). */
                subscriber_id?: string;
                /** @description Id of the user. If given, subscriber_id must not be sent. */
                user_id?: string;
                /** @description Id of the training plan that the enrollments are in. */
                syllabus_id?: string;
                /** @description Id of one training plan enrollment. */
                enrollment_id?: string;
                /** @description Unique name of the training plan that the enrollments are in. */
                syllabus_unique_name?: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of training plan enrollments. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanEnrollment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCustomEnrollmentFields: {
        parameters: {
            query: {
                /** @description Id of the organization to get the custom enrollment fields for. */
                org_id: string;
                /** @description Id of the one field to get. */
                field_id?: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The custom enrollment fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentField"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetDefaultCustomEnrollmentFieldSetting: {
        parameters: {
            query: {
                /** @description Id of an organization that the field is in. */
                org_id: string;
                /** @description Id of the custom enrollment field. */
                field_id: string;
                /** @description Id of the section or training plan to get the default for. */
                syllabus_id?: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The field and its default, or null if there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultCustomEnrollmentFieldSetting"] | null;
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                /** @description Id of the enrollment to get the values of. */
                enrollment_id?: string;
                /** @description Id of the subscription to get the values of. Requires syllabus_id. */
                subscriber_id?: string;
                /** @description Id of the section or training plan to get the values of. Requires subscriber_id. */
                syllabus_id?: string;
                /** @description Key of the one custom enrollment field to get the value of. */
                key?: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomEnrollmentFieldValue"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    SetCustomEnrollmentFieldValues: {
        parameters: {
            query: {
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The enrollment, and the values by key of field. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCustomEnrollmentFieldValuesRequest"];
            };
        };
        responses: {
            /** @description Success, or why the values were not set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetCustomEnrollmentFieldValuesResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    DropEnrollment: {
        parameters: {
            query: {
                /** @description Id of the enrollment to drop. */
                enrollment_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enrollment, and true if it was dropped. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    DeleteEnrollment: {
        parameters: {
            query: {
                /** @description Id of the enrollment to delete. */
                enrollment_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enrollment, and true if it was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DropOrDeleteEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    CreateEnrollment: {
        parameters: {
            query: {
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The user, and the section or training plan. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEnrollmentRequest"];
            };
        };
        responses: {
            /** @description Id of the new enrollment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateEnrollmentResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignmentStatuses: {
        parameters: {
            query: {
                /** @description Id of the section enrollment to get statuses of. */
                enrollment_id?: string;
                /** @description Id of the subscription that the section enrollment belongs to. Requires section_id. */
                subscription_id?: string;
                /** @description Id of the section that the enrollment is in. Requires subscription_id. */
                section_id?: string;
                /** @description Id of the one assignment to get the status of. */
                assignment_id?: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of assignment statuses. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentStatus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCertificateUrl: {
        parameters: {
            query: {
                /** @description Id of the enrollment. */
                enrollment_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The URL of the certificate, or why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateUrl"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSection: {
        parameters: {
            query: {
                /** @description Id of the section. */
                syllabus_id?: string;
                /** @description Id of the product under which a catalog offers the section. */
                product_id?: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The section. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSections: {
        parameters: {
            query: {
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Ids of sections. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetSectionsRequest"];
            };
        };
        responses: {
            /** @description The sections that were found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSectionsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionDescription: {
        parameters: {
            query: {
                /** @description Id of the section. */
                section_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetSectionObjectives: {
        parameters: {
            query: {
                /** @description Id of the section. */
                section_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objectives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionObjectives"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetStudentSessions: {
        parameters: {
            query: {
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The student and the period. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetStudentSessionsRequest"];
            };
        };
        responses: {
            /** @description One page of sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStudentSessionsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlan: {
        parameters: {
            query: {
                /** @description Id of the training plan. */
                training_plan_id?: string;
                /** @description Id of a product of any catalog that this training plan is in. */
                product_id?: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The training plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlan"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTrainingPlanDescription: {
        parameters: {
            query: {
                /** @description Id of the training plan. */
                training_plan_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingPlanDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignments: {
        parameters: {
            query: {
                /** @description Id of the section. */
                section_id: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of assignments. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignment: {
        parameters: {
            query: {
                /** @description Id of the assignment. */
                assignment_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The assignment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetAssignmentInstructions: {
        parameters: {
            query: {
                /** @description Id of the assignment. */
                assignment_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instructions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentInstructions"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetOrganizations: {
        parameters: {
            query: {
                /** @description Id of the organization at the top. */
                org_id?: string;
                /** @description Short name of the organization at the top. */
                org_short_name?: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of organizations. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogs: {
        parameters: {
            query: {
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which catalogs. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetCatalogsRequest"];
            };
        };
        responses: {
            /** @description One page of catalogs. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCatalogsResponse"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalog: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalog. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogDescription: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogDescription"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogCreditHours: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credit hours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogCreditHours"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCategories: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of categories. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCatalogSyllabi: {
        parameters: {
            query: {
                /** @description Id of the catalog. */
                catalog_id: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of syllabi. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCategorySyllabi: {
        parameters: {
            query: {
                /** @description Id of the category. */
                category_id: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of syllabi. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogSyllabus"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetTestAttempts: {
        parameters: {
            query: {
                /** @description Id of the section enrollment. */
                enrollment_id: string;
                /** @description Id of the assignment that is a test. */
                assignment_id: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of test attempts. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAttempt"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    GetCmiData: {
        parameters: {
            query: {
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of items on a page. Null or below 1 means 30, above 1000 means 1000. */
                per_page?: components["parameters"]["PerPage"];
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which SCORM CMI data. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetCmiDataRequest"];
            };
        };
        responses: {
            /** @description One page of SCOs with their CMI data. */
            200: {
                headers: {
                    "X-Total-Count": components["headers"]["TotalCount"];
                    "X-Per-Page": components["headers"]["PerPage"];
                    "X-Page": components["headers"]["Page"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sco"][];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
        };
    };
    Authenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The account that signs in. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticateRequest"];
            };
        };
        responses: {
            /** @description The access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticateResponse"];
                };
            };
        };
    };
    ValidateAccessToken: {
        parameters: {
            query: {
                /** @description Access token from the AdminApi's Authenticate. There is no header form (certain), so every URL is a secret. */
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result of the validation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidateAccessTokenResponse"];
                };
            };
        };
    };
}

/** How each operation of the LearningApi goes over the wire: parameters by their name in code, then by their name in the REST API. */
export const wireOperations = {
  "SearchEnrollments": {
    "method": "POST",
    "path": "/api/v1/LearningApi/SearchEnrollments",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "SearchEnrollmentsRequest",
    "answer": "SearchEnrollmentsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionEnrollments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionEnrollments",
    "query": {
      "orgId": "org_id",
      "subscriberId": "subscriber_id",
      "userId": "user_id",
      "syllabusId": "syllabus_id",
      "enrollmentId": "enrollment_id",
      "syllabusUniqueName": "syllabus_unique_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "SectionEnrollment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlanEnrollments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlanEnrollments",
    "query": {
      "orgId": "org_id",
      "subscriberId": "subscriber_id",
      "userId": "user_id",
      "syllabusId": "syllabus_id",
      "enrollmentId": "enrollment_id",
      "syllabusUniqueName": "syllabus_unique_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "TrainingPlanEnrollment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCustomEnrollmentFields": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCustomEnrollmentFields",
    "query": {
      "orgId": "org_id",
      "fieldId": "field_id"
    },
    "body": null,
    "answer": "CustomEnrollmentField",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetDefaultCustomEnrollmentFieldSetting": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetDefaultCustomEnrollmentFieldSetting",
    "query": {
      "orgId": "org_id",
      "fieldId": "field_id",
      "syllabusId": "syllabus_id"
    },
    "body": null,
    "answer": "DefaultCustomEnrollmentFieldSetting",
    "isArray": false,
    "isNullable": true,
    "isDeprecated": false
  },
  "GetCustomEnrollmentFieldValues": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCustomEnrollmentFieldValues",
    "query": {
      "enrollmentId": "enrollment_id",
      "subscriberId": "subscriber_id",
      "syllabusId": "syllabus_id",
      "key": "key"
    },
    "body": null,
    "answer": "CustomEnrollmentFieldValue",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "SetCustomEnrollmentFieldValues": {
    "method": "POST",
    "path": "/api/v1/LearningApi/SetCustomEnrollmentFieldValues",
    "query": {},
    "body": "SetCustomEnrollmentFieldValuesRequest",
    "answer": "SetCustomEnrollmentFieldValuesResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "DropEnrollment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/DropEnrollment",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "DropOrDeleteEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "DeleteEnrollment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/DeleteEnrollment",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "DropOrDeleteEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "CreateEnrollment": {
    "method": "POST",
    "path": "/api/v1/LearningApi/CreateEnrollment",
    "query": {},
    "body": "CreateEnrollmentRequest",
    "answer": "CreateEnrollmentResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignmentStatuses": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignmentStatuses",
    "query": {
      "enrollmentId": "enrollment_id",
      "subscriptionId": "subscription_id",
      "sectionId": "section_id",
      "assignmentId": "assignment_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "AssignmentStatus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCertificateUrl": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCertificateUrl",
    "query": {
      "enrollmentId": "enrollment_id"
    },
    "body": null,
    "answer": "CertificateUrl",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSection": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSection",
    "query": {
      "syllabusId": "syllabus_id",
      "productId": "product_id"
    },
    "body": null,
    "answer": "Section",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSections": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetSections",
    "query": {},
    "body": "GetSectionsRequest",
    "answer": "GetSectionsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionDescription",
    "query": {
      "sectionId": "section_id"
    },
    "body": null,
    "answer": "SectionDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetSectionObjectives": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetSectionObjectives",
    "query": {
      "sectionId": "section_id"
    },
    "body": null,
    "answer": "SectionObjectives",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetStudentSessions": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetStudentSessions",
    "query": {},
    "body": "GetStudentSessionsRequest",
    "answer": "GetStudentSessionsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlan": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlan",
    "query": {
      "trainingPlanId": "training_plan_id",
      "productId": "product_id"
    },
    "body": null,
    "answer": "TrainingPlan",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTrainingPlanDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTrainingPlanDescription",
    "query": {
      "trainingPlanId": "training_plan_id"
    },
    "body": null,
    "answer": "TrainingPlanDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignments": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignments",
    "query": {
      "sectionId": "section_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Assignment",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignment": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignment",
    "query": {
      "assignmentId": "assignment_id"
    },
    "body": null,
    "answer": "Assignment",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetAssignmentInstructions": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetAssignmentInstructions",
    "query": {
      "assignmentId": "assignment_id"
    },
    "body": null,
    "answer": "AssignmentInstructions",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetOrganizations": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetOrganizations",
    "query": {
      "orgId": "org_id",
      "orgShortName": "org_short_name",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Organization",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  },
  "GetCatalogs": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetCatalogs",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "GetCatalogsRequest",
    "answer": "GetCatalogsResponse",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalog": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalog",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "Catalog",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogDescription": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogDescription",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "CatalogDescription",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogCreditHours": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogCreditHours",
    "query": {
      "catalogId": "catalog_id"
    },
    "body": null,
    "answer": "CatalogCreditHours",
    "isArray": false,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCategories": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCategories",
    "query": {
      "catalogId": "catalog_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "Category",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCatalogSyllabi": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCatalogSyllabi",
    "query": {
      "catalogId": "catalog_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "CatalogSyllabus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetCategorySyllabi": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetCategorySyllabi",
    "query": {
      "categoryId": "category_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "CatalogSyllabus",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": false
  },
  "GetTestAttempts": {
    "method": "GET",
    "path": "/api/v1/LearningApi/GetTestAttempts",
    "query": {
      "enrollmentId": "enrollment_id",
      "assignmentId": "assignment_id",
      "page": "page",
      "perPage": "per_page"
    },
    "body": null,
    "answer": "TestAttempt",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  },
  "GetCmiData": {
    "method": "POST",
    "path": "/api/v1/LearningApi/GetCmiData",
    "query": {
      "page": "page",
      "perPage": "per_page"
    },
    "body": "GetCmiDataRequest",
    "answer": "Sco",
    "isArray": true,
    "isNullable": false,
    "isDeprecated": true
  }
} as const;

/** The fields of each object: name in the REST API, then name in code, kind, and whether a row is worth nothing without it. */
export const wireShapes = {
  "ApiError": {
    "error_code": [
      "errorCode",
      "integer",
      true
    ],
    "error_message": [
      "errorMessage",
      "text",
      false
    ],
    "warning_messages": [
      "warningMessages",
      "value",
      false
    ]
  },
  "ErrorResponse": {
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      true
    ]
  },
  "AuthenticateRequest": {
    "username": [
      "username",
      "text",
      true
    ],
    "password": [
      "password",
      "text",
      true
    ],
    "grant_type": [
      "grantType",
      "text",
      true
    ],
    "utc_expiration_date": [
      "utcExpirationDate",
      "date",
      false
    ]
  },
  "AuthenticateResponse": {
    "access_token": [
      "accessToken",
      "id",
      false
    ],
    "token_type": [
      "tokenType",
      "text",
      false
    ],
    "expires_in": [
      "expiresIn",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "ValidateAccessTokenResponse": {
    "utc_expiration_date": [
      "utcExpirationDate",
      "date",
      false
    ],
    "error_message": [
      "errorMessage",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SearchEnrollmentsRequest": {
    "user_ids": [
      "userIds",
      "ids",
      false
    ],
    "syllabus_unique_names": [
      "syllabusUniqueNames",
      "value",
      false
    ],
    "org_ids": [
      "orgIds",
      "ids",
      false
    ],
    "enrollment_ids": [
      "enrollmentIds",
      "ids",
      false
    ],
    "utc_activity_before": [
      "utcActivityBefore",
      "date",
      false
    ],
    "utc_activity_after": [
      "utcActivityAfter",
      "date",
      false
    ],
    "utc_enrolled_before": [
      "utcEnrolledBefore",
      "date",
      false
    ],
    "utc_enrolled_after": [
      "utcEnrolledAfter",
      "date",
      false
    ],
    "utc_completed_before": [
      "utcCompletedBefore",
      "date",
      false
    ],
    "utc_completed_after": [
      "utcCompletedAfter",
      "date",
      false
    ],
    "syllabus_ids": [
      "syllabusIds",
      "ids",
      false
    ]
  },
  "SearchEnrollmentsResponse": {
    "enrollments": [
      "enrollments",
      "EnrollmentSearchItem[]",
      false
    ],
    "page": [
      "page",
      "integer",
      false
    ],
    "page_size": [
      "pageSize",
      "integer",
      false
    ],
    "total_count": [
      "totalCount",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "EnrollmentSearchItem": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "result": [
      "result",
      "integer",
      true
    ],
    "phase": [
      "phase",
      "integer",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ]
  },
  "SectionEnrollment": {
    "section": [
      "section",
      "Section",
      false
    ],
    "enrollment_day": [
      "enrollmentDay",
      "integer",
      false
    ],
    "enrollment_month": [
      "enrollmentMonth",
      "integer",
      false
    ],
    "enrollment_year": [
      "enrollmentYear",
      "integer",
      false
    ],
    "subscription_id": [
      "subscriptionId",
      "id",
      false
    ],
    "title": [
      "title",
      "text",
      false
    ],
    "number": [
      "number",
      "text",
      false
    ],
    "assignment_count": [
      "assignmentCount",
      "integer",
      false
    ],
    "completed_assignment_count": [
      "completedAssignmentCount",
      "integer",
      false
    ],
    "percent_assignments_complete": [
      "percentAssignmentsComplete",
      "number",
      false
    ],
    "weighted_score": [
      "weightedScore",
      "number",
      false
    ],
    "max_weighted_score": [
      "maxWeightedScore",
      "number",
      false
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "expiration_date": [
      "expirationDate",
      "date",
      false
    ],
    "completion_date": [
      "completionDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "unique_name": [
      "uniqueName",
      "text",
      false
    ],
    "first_activity_date": [
      "firstActivityDate",
      "date",
      false
    ],
    "last_activity_date": [
      "lastActivityDate",
      "date",
      false
    ],
    "result": [
      "result",
      "integer",
      true
    ],
    "phase": [
      "phase",
      "integer",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TrainingPlanEnrollment": {
    "subscription_id": [
      "subscriptionId",
      "id",
      false
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "percent_requirements_fulfilled": [
      "percentRequirementsFulfilled",
      "number",
      false
    ],
    "ed2go_registration_key": [
      "ed2goRegistrationKey",
      "text",
      false
    ],
    "average_score": [
      "averageScore",
      "number",
      false
    ],
    "grade_point_average": [
      "gradePointAverage",
      "number",
      false
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "enrollment_date": [
      "enrollmentDate",
      "date",
      true
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "expiration_date": [
      "expirationDate",
      "date",
      false
    ],
    "completion_date": [
      "completionDate",
      "date",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "unique_name": [
      "uniqueName",
      "text",
      false
    ],
    "first_activity_date": [
      "firstActivityDate",
      "date",
      false
    ],
    "last_activity_date": [
      "lastActivityDate",
      "date",
      false
    ],
    "result": [
      "result",
      "integer",
      true
    ],
    "phase": [
      "phase",
      "integer",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CustomEnrollmentField": {
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "key": [
      "key",
      "text",
      false
    ],
    "description": [
      "description",
      "text",
      false
    ],
    "type": [
      "type",
      "integer",
      false
    ],
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "org_short_name": [
      "orgShortName",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "DefaultCustomEnrollmentFieldSetting": {
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "key": [
      "key",
      "text",
      false
    ],
    "default_value": [
      "defaultValue",
      "text",
      false
    ],
    "setting_org_id": [
      "settingOrgId",
      "id",
      false
    ],
    "setting_org_short_name": [
      "settingOrgShortName",
      "text",
      false
    ],
    "field_org_id": [
      "fieldOrgId",
      "id",
      false
    ],
    "field_org_short_name": [
      "fieldOrgShortName",
      "text",
      false
    ],
    "type": [
      "type",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CustomEnrollmentFieldValue": {
    "name": [
      "name",
      "text",
      false
    ],
    "key": [
      "key",
      "text",
      false
    ],
    "value": [
      "value",
      "text",
      false
    ],
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "org_short_name": [
      "orgShortName",
      "text",
      false
    ],
    "inherited_from_org_id": [
      "inheritedFromOrgId",
      "id",
      false
    ],
    "inherited_from_org_short_name": [
      "inheritedFromOrgShortName",
      "text",
      false
    ],
    "field_id": [
      "fieldId",
      "id",
      true
    ],
    "type": [
      "type",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SetCustomEnrollmentFieldValuesRequest": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "custom_enrollment_field_values": [
      "customEnrollmentFieldValues",
      "value",
      true
    ]
  },
  "SetCustomEnrollmentFieldValuesResponse": {
    "error": [
      "error",
      "boolean",
      false
    ],
    "message": [
      "message",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "DropOrDeleteEnrollmentResponse": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "is_dropped_or_deleted": [
      "isDroppedOrDeleted",
      "boolean",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CreateEnrollmentRequest": {
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      false
    ],
    "syllabus_unique_name": [
      "syllabusUniqueName",
      "text",
      false
    ],
    "membership_group_ids": [
      "membershipGroupIds",
      "ids",
      true
    ]
  },
  "CreateEnrollmentResponse": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "AssignmentStatus": {
    "assignment_status_id": [
      "assignmentStatusId",
      "id",
      true
    ],
    "phase": [
      "phase",
      "integer",
      false
    ],
    "result": [
      "result",
      "integer",
      false
    ],
    "resubmit_required_reason": [
      "resubmitRequiredReason",
      "text",
      false
    ],
    "academic_override": [
      "academicOverride",
      "boolean",
      false
    ],
    "academic_override_reason": [
      "academicOverrideReason",
      "text",
      false
    ],
    "utc_creation_date": [
      "utcCreationDate",
      "date",
      false
    ],
    "utc_first_activity_date": [
      "utcFirstActivityDate",
      "date",
      false
    ],
    "utc_last_activity_date": [
      "utcLastActivityDate",
      "date",
      false
    ],
    "utc_completion_date": [
      "utcCompletionDate",
      "date",
      false
    ],
    "academic_override_admin_id": [
      "academicOverrideAdminId",
      "id",
      false
    ],
    "grade_given_by_id": [
      "gradeGivenById",
      "id",
      false
    ],
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "user_id": [
      "userId",
      "id",
      true
    ],
    "enrollment_score": [
      "enrollmentScore",
      "number",
      false
    ],
    "enrollment_max_score": [
      "enrollmentMaxScore",
      "number",
      false
    ],
    "assignment_score": [
      "assignmentScore",
      "number",
      false
    ],
    "assignment_max_score": [
      "assignmentMaxScore",
      "number",
      false
    ],
    "assignment_mastery_score": [
      "assignmentMasteryScore",
      "number",
      false
    ],
    "assignment_weight": [
      "assignmentWeight",
      "number",
      false
    ],
    "assignment_weighted_score": [
      "assignmentWeightedScore",
      "number",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CertificateUrl": {
    "certificate_url": [
      "certificateUrl",
      "text",
      false
    ],
    "certificate_ready": [
      "certificateReady",
      "boolean",
      false
    ],
    "certificate_not_assigned": [
      "certificateNotAssigned",
      "boolean",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Section": {
    "id": [
      "id",
      "id",
      false
    ],
    "section_number": [
      "sectionNumber",
      "text",
      false
    ],
    "section_ceus": [
      "sectionCeus",
      "text",
      false
    ],
    "section_duration": [
      "sectionDuration",
      "text",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "title": [
      "title",
      "text",
      false
    ],
    "unique_name": [
      "uniqueName",
      "text",
      false
    ],
    "utc_date_created": [
      "utcDateCreated",
      "date",
      false
    ],
    "utc_date_last_modified": [
      "utcDateLastModified",
      "date",
      false
    ],
    "hidden": [
      "hidden",
      "boolean",
      false
    ],
    "disable_certificates_for_student": [
      "disableCertificatesForStudent",
      "boolean",
      false
    ],
    "allow_drops": [
      "allowDrops",
      "boolean",
      false
    ],
    "auto_enroll_new_members": [
      "autoEnrollNewMembers",
      "boolean",
      false
    ],
    "end_after_period_from_enrollment_start": [
      "endAfterPeriodFromEnrollmentStart",
      "boolean",
      false
    ],
    "enrollment_duration": [
      "enrollmentDuration",
      "number",
      false
    ],
    "enrollment_start": [
      "enrollmentStart",
      "date",
      false
    ],
    "enrollment_end": [
      "enrollmentEnd",
      "date",
      false
    ],
    "final_drop_date": [
      "finalDropDate",
      "date",
      false
    ],
    "training_start": [
      "trainingStart",
      "date",
      false
    ],
    "training_end": [
      "trainingEnd",
      "date",
      false
    ],
    "disable_manual_enrollment": [
      "disableManualEnrollment",
      "boolean",
      false
    ],
    "credit_hours": [
      "creditHours",
      "number",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetSectionsRequest": {
    "sections": [
      "sections",
      "ids",
      true
    ]
  },
  "GetSectionsResponse": {
    "sections": [
      "sections",
      "Section[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SectionDescription": {
    "description": [
      "description",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "SectionObjectives": {
    "objectives": [
      "objectives",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Paging": {
    "page": [
      "page",
      "integer",
      false
    ],
    "per_page": [
      "perPage",
      "integer",
      false
    ]
  },
  "GetStudentSessionsRequest": {
    "user_id": [
      "userId",
      "id",
      true
    ],
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "section_id": [
      "sectionId",
      "id",
      false
    ],
    "from_date": [
      "fromDate",
      "date",
      true
    ],
    "to_date": [
      "toDate",
      "date",
      false
    ],
    "paging": [
      "paging",
      "Paging",
      false
    ]
  },
  "GetStudentSessionsResponse": {
    "sessions": [
      "sessions",
      "object[]",
      false
    ],
    "page": [
      "page",
      "integer",
      false
    ],
    "page_size": [
      "pageSize",
      "integer",
      false
    ],
    "total_count": [
      "totalCount",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TrainingPlan": {
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "root_requirement_id": [
      "rootRequirementId",
      "id",
      false
    ],
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "title": [
      "title",
      "text",
      false
    ],
    "unique_name": [
      "uniqueName",
      "text",
      false
    ],
    "utc_date_created": [
      "utcDateCreated",
      "date",
      false
    ],
    "utc_date_last_modified": [
      "utcDateLastModified",
      "date",
      false
    ],
    "hidden": [
      "hidden",
      "boolean",
      false
    ],
    "disable_certificates_for_student": [
      "disableCertificatesForStudent",
      "boolean",
      false
    ],
    "allow_drops": [
      "allowDrops",
      "boolean",
      false
    ],
    "auto_enroll_new_members": [
      "autoEnrollNewMembers",
      "boolean",
      false
    ],
    "end_after_period_from_enrollment_start": [
      "endAfterPeriodFromEnrollmentStart",
      "boolean",
      false
    ],
    "enrollment_duration": [
      "enrollmentDuration",
      "number",
      false
    ],
    "enrollment_start": [
      "enrollmentStart",
      "date",
      false
    ],
    "enrollment_end": [
      "enrollmentEnd",
      "date",
      false
    ],
    "final_drop_date": [
      "finalDropDate",
      "date",
      false
    ],
    "training_start": [
      "trainingStart",
      "date",
      false
    ],
    "training_end": [
      "trainingEnd",
      "date",
      false
    ],
    "disable_manual_enrollment": [
      "disableManualEnrollment",
      "boolean",
      false
    ],
    "credit_hours": [
      "creditHours",
      "number",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TrainingPlanDescription": {
    "description": [
      "description",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Assignment": {
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "title": [
      "title",
      "text",
      false
    ],
    "pacing_duration_hours": [
      "pacingDurationHours",
      "number",
      false
    ],
    "weight": [
      "weight",
      "number",
      false
    ],
    "due_date_deduction": [
      "dueDateDeduction",
      "number",
      false
    ],
    "due_date_strategy": [
      "dueDateStrategy",
      "integer",
      false
    ],
    "utc_due_date": [
      "utcDueDate",
      "date",
      false
    ],
    "utc_start_date": [
      "utcStartDate",
      "date",
      false
    ],
    "lock_out_hours": [
      "lockOutHours",
      "number",
      false
    ],
    "utc_date_modified": [
      "utcDateModified",
      "date",
      false
    ],
    "utc_date_added": [
      "utcDateAdded",
      "date",
      false
    ],
    "grading_strategy": [
      "gradingStrategy",
      "integer",
      false
    ],
    "max_score": [
      "maxScore",
      "number",
      false
    ],
    "mastery_score": [
      "masteryScore",
      "number",
      false
    ],
    "display_order": [
      "displayOrder",
      "integer",
      false
    ],
    "assignment_type": [
      "assignmentType",
      "text",
      false
    ],
    "attempt_limit": [
      "attemptLimit",
      "integer",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "AssignmentInstructions": {
    "assignment_instructions": [
      "assignmentInstructions",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Organization": {
    "org_id": [
      "orgId",
      "id",
      true
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "short_name": [
      "shortName",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetCatalogsRequest": {
    "group_id": [
      "groupId",
      "id",
      true
    ],
    "publishing_model": [
      "publishingModel",
      "integer",
      false
    ],
    "catalog_access_option": [
      "catalogAccessOption",
      "integer",
      false
    ]
  },
  "GetCatalogsResponse": {
    "catalogs": [
      "catalogs",
      "Catalog[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Catalog": {
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "org_name": [
      "orgName",
      "text",
      false
    ],
    "org_short_name": [
      "orgShortName",
      "text",
      false
    ],
    "catalog_id": [
      "catalogId",
      "id",
      true
    ],
    "is_enabled": [
      "isEnabled",
      "boolean",
      false
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "date_created": [
      "dateCreated",
      "date",
      false
    ],
    "owner_id": [
      "ownerId",
      "id",
      false
    ],
    "owner_name": [
      "ownerName",
      "text",
      false
    ],
    "modified_by_id": [
      "modifiedById",
      "id",
      false
    ],
    "last_modified": [
      "lastModified",
      "date",
      false
    ],
    "pricing_model": [
      "pricingModel",
      "integer",
      false
    ],
    "access_time_limit": [
      "accessTimeLimit",
      "text",
      false
    ],
    "publishing_model": [
      "publishingModel",
      "integer",
      false
    ]
  },
  "CatalogDescription": {
    "description": [
      "description",
      "text",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CatalogCreditHours": {
    "credit_hours": [
      "creditHours",
      "number",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "Category": {
    "category_id": [
      "categoryId",
      "id",
      true
    ],
    "name": [
      "name",
      "text",
      false
    ],
    "catalog_id": [
      "catalogId",
      "id",
      true
    ],
    "org_id": [
      "orgId",
      "id",
      false
    ],
    "parent_category_id": [
      "parentCategoryId",
      "id",
      false
    ],
    "date_created": [
      "dateCreated",
      "date",
      false
    ]
  },
  "CatalogSyllabus": {
    "syllabus_id": [
      "syllabusId",
      "id",
      true
    ],
    "syllabus_name": [
      "syllabusName",
      "text",
      false
    ],
    "syllabus_type": [
      "syllabusType",
      "integer",
      false
    ],
    "product_id": [
      "productId",
      "id",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "TestAttempt": {
    "attempt_id": [
      "attemptId",
      "id",
      true
    ],
    "attempt_index": [
      "attemptIndex",
      "integer",
      false
    ],
    "start_date": [
      "startDate",
      "date",
      false
    ],
    "last_time_left_update": [
      "lastTimeLeftUpdate",
      "date",
      false
    ],
    "finish_date": [
      "finishDate",
      "date",
      false
    ],
    "allow_relaunch": [
      "allowRelaunch",
      "boolean",
      false
    ],
    "time_left": [
      "timeLeft",
      "text",
      false
    ],
    "num_questions": [
      "numQuestions",
      "integer",
      false
    ],
    "is_complete": [
      "isComplete",
      "boolean",
      false
    ],
    "score": [
      "score",
      "number",
      false
    ],
    "comments": [
      "comments",
      "text",
      false
    ],
    "proctor_response_item": [
      "proctorResponseItem",
      "ProctorResponse",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "ProctorResponse": {
    "proctor_id": [
      "proctorId",
      "id",
      false
    ],
    "proctor_user_id": [
      "proctorUserId",
      "id",
      false
    ],
    "proctor_code": [
      "proctorCode",
      "text",
      false
    ],
    "proctor_first_name": [
      "proctorFirstName",
      "text",
      false
    ],
    "proctor_last_name": [
      "proctorLastName",
      "text",
      false
    ],
    "organization_access_code_id": [
      "organizationAccessCodeId",
      "id",
      false
    ],
    "access_code": [
      "accessCode",
      "text",
      false
    ],
    "date_proctored": [
      "dateProctored",
      "date",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "GetCmiDataRequest": {
    "enrollment_id": [
      "enrollmentId",
      "id",
      true
    ],
    "assignment_id": [
      "assignmentId",
      "id",
      true
    ],
    "cmi_element_names": [
      "cmiElementNames",
      "value",
      true
    ]
  },
  "Sco": {
    "title": [
      "title",
      "text",
      false
    ],
    "sco_id": [
      "scoId",
      "text",
      true
    ],
    "start_date_utc": [
      "startDateUtc",
      "date",
      false
    ],
    "exit_date_utc": [
      "exitDateUtc",
      "date",
      false
    ],
    "cmi_fields": [
      "cmiFields",
      "CmiField[]",
      false
    ],
    "api_error_entity": [
      "apiErrorEntity",
      "ApiError",
      false
    ]
  },
  "CmiField": {
    "cmi_element_name": [
      "cmiElementName",
      "text",
      false
    ],
    "cmi_element_value": [
      "cmiElementValue",
      "text",
      false
    ],
    "error_message": [
      "errorMessage",
      "text",
      false
    ]
  }
} as const;
